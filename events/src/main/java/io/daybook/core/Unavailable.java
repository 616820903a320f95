package io.daybook.core;

/**
 * Something that an answer needs is not there yet, such as a view that is still behind after the
 * time that a reader may wait: the client may try again. Carries no stack trace.
 */
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final long SOON = 1;
    private static final long LATEST = 300;

    private final long retrySeconds;

    /**
     * @param what for the log; it never reaches a client
     */
    public Unavailable(String what) {
        this(what, SOON);
    }

    /**
     * @param retrySeconds when trying again may help, at most five minutes
     */
    public Unavailable(String what, long retrySeconds) {
        super(what, null, false, false);
        this.retrySeconds = Math.clamp(retrySeconds, SOON, LATEST);
    }

    /** For {@code Retry-After} (RFC 9110 section 10.2.3). */
    public long retrySeconds() {
        return retrySeconds;
    }
}
