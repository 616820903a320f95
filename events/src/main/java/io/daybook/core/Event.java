package io.daybook.core;

/**
 * A fact of one stream: past tense, new values, no content of mail. Its meaning never changes once
 * stored.
 */
public interface Event {}
