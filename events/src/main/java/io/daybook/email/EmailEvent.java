package io.daybook.email;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.thread.ThreadEvent.Recreated;
import java.time.Instant;
import java.util.List;

/** Everything that can happen to emails. Each event is bulk: one event for any number of emails. */
public sealed interface EmailEvent extends MailEvent {
    /** Emails came into the account: by import, creation, copy or delivery. Ascending by id. */
    record EmailsAdded(List<AddedEmail> emails) implements EmailEvent {
        public EmailsAdded {
            emails = List.copyOf(emails);
        }
    }

    /**
     * One email of {@link EmailsAdded}.
     *
     * @param size octets of the message
     * @param placements one for each mailbox, ascending by mailbox; never empty
     * @param keywords lower case, ascending
     * @param threadKeys salted hashes of (message id, base subject), by which later mail finds the
     *     thread
     */
    record AddedEmail(
            EmailId email,
            ThreadId thread,
            BlobId blob,
            long size,
            Instant receivedAt,
            List<Placement> placements,
            List<String> keywords,
            List<Long> threadKeys) {
        public AddedEmail {
            placements = List.copyOf(placements);
            keywords = List.copyOf(keywords);
            threadKeys = List.copyOf(threadKeys);
        }
    }

    /** An email's place in a mailbox, and the UID that it has there (RFC 3501 section 2.3.1.1). */
    record Placement(MailboxId mailbox, int uid) {}

    /**
     * Exactly these keywords were added to and removed from each of these emails: none of them had
     * any of the added, all had all of the removed.
     */
    record KeywordsChanged(Ids emails, List<String> added, List<String> removed)
            implements EmailEvent {
        public KeywordsChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /**
     * Each of these emails entered and left exactly these mailboxes: it was in none of the entered
     * and in all of the left. UIDs in an entered mailbox are consecutive in the order of the ids.
     */
    record EmailsMoved(Ids emails, List<Entry> entered, Ids left) implements EmailEvent {
        public EmailsMoved {
            entered = List.copyOf(entered);
        }
    }

    /** A mailbox entered, and the UID of the first email there. */
    record Entry(MailboxId mailbox, int firstUid) {}

    /** The emails are gone from every mailbox. */
    record EmailsDestroyed(Ids emails) implements EmailEvent {}

    /**
     * Destroyed emails are there again as they were, with new UIDs: the same ids, threads, messages
     * and dates. Ascending by id.
     *
     * @param recreated emails whose thread was merged into another one while they were gone: a
     *     thread id never changes on an email, so they are there under new ids (RFC 8621 section 3)
     */
    record EmailsRestored(List<AddedEmail> emails, List<Recreated> recreated)
            implements EmailEvent {
        public EmailsRestored {
            emails = List.copyOf(emails);
            recreated = List.copyOf(recreated);
        }
    }

    /**
     * The messages of these emails were read again by a newer parser, and show other properties
     * since: what was derived from them before is kept as it was.
     *
     * @param parser the version of the parser
     */
    record EmailsRedigested(Ids emails, int parser) implements EmailEvent {}
}
