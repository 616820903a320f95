package io.daybook.mime;

import java.time.OffsetDateTime;
import java.util.function.IntFunction;

/**
 * What the composer takes from clock and chance.
 *
 * @param messageId used when the message has none; without angle brackets
 * @param date used when the message has none
 * @param boundary the n-th candidate for a multipart boundary: 1 to 70 letters, digits and {@code
 *     =_-}, hard to guess
 */
public record ComposeDefaults(
        String messageId, OffsetDateTime date, IntFunction<String> boundary) {}
