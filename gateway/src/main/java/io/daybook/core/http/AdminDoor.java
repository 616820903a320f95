package io.daybook.core.http;

/** Lets in who may administer this server; users' credentials open nothing here. */
@FunctionalInterface
public interface AdminDoor {
    /**
     * @throws ProblemException 401 without the token, 429 after too many attempts
     */
    void admit(Request request);
}
