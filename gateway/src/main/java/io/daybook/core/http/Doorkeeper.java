package io.daybook.core.http;

/** Finds out who makes a request. */
@FunctionalInterface
public interface Doorkeeper {
    /**
     * @throws ProblemException 401 without valid credentials, 429 after too many attempts
     */
    SignedIn signIn(Request request);
}
