package io.daybook.core;

/**
 * An event of a mail account's stream. Each slice has a sealed interface of its own below this one.
 */
public interface MailEvent extends Event {}
