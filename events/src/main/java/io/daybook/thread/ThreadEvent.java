package io.daybook.thread;

import io.daybook.core.MailEvent;
import io.daybook.core.ThreadId;
import java.util.List;

/** What happens to threads beyond the comings and goings of their emails. */
public sealed interface ThreadEvent extends MailEvent {
    /**
     * A message showed that threads are one. A thread id never changes on an email, so the emails
     * of the smaller threads were re-created with new ids in the surviving one (RFC 8621 section
     * 3).
     */
    record ThreadsMerged(ThreadId survivor, List<ThreadId> merged, List<Recreated> recreated)
            implements ThreadEvent {
        public ThreadsMerged {
            merged = List.copyOf(merged);
            recreated = List.copyOf(recreated);
        }
    }

    /**
     * The email {@code was} goes on as {@code is}: same message, mailboxes, UIDs, keywords,
     * received date.
     */
    record Recreated(int was, int is) {}
}
