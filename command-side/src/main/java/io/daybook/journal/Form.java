package io.daybook.journal;

/**
 * Names a stored form: what the header of an event says of its payload.
 *
 * @param type such as {@code mailbox.MailboxCreated}
 * @param revision of the layout of the fields, from 1
 */
public record Form(String type, String revision) implements Comparable<Form> {
    @Override
    public int compareTo(Form other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : revision.compareTo(other.revision);
    }

    /** Such as {@code mailbox.MailboxCreated 1}. */
    @Override
    public String toString() {
        return type + " " + revision;
    }
}
