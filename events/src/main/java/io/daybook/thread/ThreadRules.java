package io.daybook.thread;

/** The bounds within which forged headers can make an account work. */
public final class ThreadRules {
    /** Message ids of one message that are considered, the newest references first. */
    public static final int MAX_REFERENCES = 100;

    /** Emails that one merge may re-create; beyond it the threads stay apart. */
    public static final int MAX_RECREATED = 500;

    private ThreadRules() {}
}
