package io.daybook.journal;

/**
 * A group of appends that could not be committed: nothing of it was acknowledged, and everything
 * queued behind it has failed too. The journal goes on with what is tried next.
 */
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalFailure(String message) {
        super(message);
    }
}
