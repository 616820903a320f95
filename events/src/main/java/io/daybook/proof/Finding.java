package io.daybook.proof;

/**
 * Something that is wrong.
 *
 * @param part the {@link Verifier} that found it
 * @param kind the same for everything that is wrong in the same way, such as {@code event changed}
 * @param where stream, event, blob or row
 * @param what the observation, in a sentence
 * @param advice what to do about it, in a sentence
 */
public record Finding(String part, String kind, String where, String what, String advice) {}
