package io.daybook.core;

/**
 * A JMAP data type that has a state of its own, by its name on the wire, such as {@code Mailbox}.
 */
public record DataType(String name) {
    public static final DataType MAILBOX = new DataType("Mailbox");
    public static final DataType EMAIL = new DataType("Email");
    public static final DataType THREAD = new DataType("Thread");

    /** Moves with every Email added (RFC 8621 section 1.5); it has no records. */
    public static final DataType EMAIL_DELIVERY = new DataType("EmailDelivery");

    public static final DataType IDENTITY = new DataType("Identity");
    public static final DataType EMAIL_SUBMISSION = new DataType("EmailSubmission");
    public static final DataType VACATION_RESPONSE = new DataType("VacationResponse");
    public static final DataType QUOTA = new DataType("Quota");

    @Override
    public String toString() {
        return name;
    }
}
