package io.daybook.mime;

/**
 * A header field of a new message or part.
 *
 * @param property what the client called it, such as {@code subject} or {@code
 *     header:X-Foo:asText}; refusals name it
 */
public record NewHeader(String property, String name, HeaderValue value) {}
