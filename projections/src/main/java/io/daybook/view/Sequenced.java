package io.daybook.view;

import io.daybook.core.Event;
import java.time.Instant;

/**
 * An event with its place in its stream.
 *
 * @param seq from 0, without gaps
 * @param at when it was appended
 */
public record Sequenced(long seq, Event event, Instant at) {}
