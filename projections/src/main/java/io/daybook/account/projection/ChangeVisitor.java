package io.daybook.account.projection;

/** Takes rows of the log of changes in the order of the events. */
public interface ChangeVisitor {
    /** Returns false to end. */
    boolean change(long seq, ChangeRow row);
}
