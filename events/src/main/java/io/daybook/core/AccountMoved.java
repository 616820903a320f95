package io.daybook.core;

/** The account is at another server now. Carries no stack trace. */
public final class AccountMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String to;

    /**
     * @param to where, for people: an URL
     */
    public AccountMoved(String stream, String to) {
        super(stream + " has moved to " + to, null, false, false);
        this.to = to;
    }

    public String to() {
        return to;
    }
}
