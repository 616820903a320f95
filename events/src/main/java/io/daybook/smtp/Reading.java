package io.daybook.smtp;

/** What came of reading the parameters of an address: they, or the first that is not right. */
public sealed interface Reading<T> {
    record Read<T>(T value) implements Reading<T> {}

    /**
     * @param parameter the name as it was given, cut to 40 characters
     * @param why one sentence, fit for the user
     */
    record Wrong<T>(String parameter, String why) implements Reading<T> {}
}
