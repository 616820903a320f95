package io.daybook.account;

/** How long what was destroyed stays restorable. */
public final class RetentionRules {
    /** Of accounts of which nothing else was said. */
    public static final int DEFAULT_DAYS = 30;

    /** A hundred years. */
    public static final int MAX_DAYS = 36_525;

    /** In place of days: of an account that has no retention of its own, but the server's. */
    public static final int OF_SERVER = -1;

    private RetentionRules() {}

    /** With 0 days nothing that is destroyed comes back. */
    public static boolean isValid(int days) {
        return days >= 0 && days <= MAX_DAYS;
    }
}
