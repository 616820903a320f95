package io.daybook.vacation;

/** The limits of the vacation response. */
public final class VacationRules {
    /** Octets of UTF-8 of the subject: it becomes one header field. */
    public static final int MAX_SUBJECT_OCTETS = 998;

    /** Octets of UTF-8 of each body. */
    public static final int MAX_BODY_OCTETS = 262_144;

    private VacationRules() {}
}
