package io.daybook.core;

/**
 * Something that an answer needs is not there yet, such as a view that is still behind after the
 * time that a reader may wait: the client may try again. Carries no stack trace.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param what for the log; it never reaches a client
     */
    public Unavailable(String what) {
        super(what, null, false, false);
    }
}
