package io.daybook.account.projection;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The mailboxes of an account by the numbers of their ids, and which of them is the trash. */
final class MailboxColumns {
    private final EmailTable table;
    private @Nullable MailboxColumn[] columns = new MailboxColumn[8];
    private int trash;

    MailboxColumns(EmailTable table) {
        this.table = table;
    }

    /** 0 when no mailbox has the role. */
    int trash() {
        return trash;
    }

    void trash(int mailbox) {
        trash = mailbox;
    }

    @Nullable MailboxColumn find(int mailbox) {
        return mailbox < columns.length ? columns[mailbox] : null;
    }

    MailboxColumn column(int mailbox) {
        if (mailbox >= columns.length) {
            columns = Arrays.copyOf(columns, Math.max(columns.length * 2, mailbox + 1));
        }
        MailboxColumn column = columns[mailbox];
        if (column == null) {
            column = new MailboxColumn(mailbox, table);
            columns[mailbox] = column;
        }
        return column;
    }

    MailboxColumn touch(int mailbox, DeltaTracker tracker) {
        var column = column(mailbox);
        tracker.touch(column);
        return column;
    }

    /** Forgets what is neither there nor holds mail any more. */
    void drop(int mailbox) {
        var column = find(mailbox);
        if (column != null && !column.exists && column.emails.isEmpty()) {
            columns[mailbox] = null;
        }
    }

    void forEach(Consumer<MailboxColumn> action) {
        for (MailboxColumn column : columns) {
            if (column != null) {
                action.accept(column);
            }
        }
    }

    long weight() {
        long weight = 4L * columns.length;
        for (MailboxColumn column : columns) {
            weight += column == null ? 0 : column.weight();
        }
        return weight;
    }
}
