package io.daybook.account.command;

import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.ThreadEvent.ThreadsMerged;

/**
 * How many octets an event takes in the log, roughly and rather too few, so that snapshots keep
 * their share.
 */
final class EventOctets {
    /** Metadata, seal, chain, keys. */
    private static final int ENVELOPE = 250;

    private EventOctets() {}

    static long of(MailEvent event) {
        return ENVELOPE
                + switch (event) {
                    case EmailEvent email -> payload(email);
                    case ThreadEvent thread -> payload(thread);
                    default -> 20;
                };
    }

    private static long payload(EmailEvent event) {
        return switch (event) {
            case EmailsAdded(var emails) -> emails.stream().mapToLong(EventOctets::payload).sum();
            case KeywordsChanged changed -> 10 + changed.emails().size();
            case EmailsMoved moved -> 10 + moved.emails().size();
            case EmailsDestroyed(var emails) -> 10 + emails.size();
        };
    }

    private static long payload(AddedEmail email) {
        return 55 + 8L * email.threadKeys().size() + 6L * email.keywords().size();
    }

    private static long payload(ThreadEvent event) {
        return switch (event) {
            case ThreadsMerged merged -> 10 + 4L * merged.recreated().size();
        };
    }
}
