package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.core.State;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.view.Place;
import io.daybook.view.Version;
import java.time.Instant;
import java.util.TreeMap;

/** An account's views in memory, as they are in the store at the same version. */
final class MailState {
    private static final long MAILBOX_OCTETS = 300;
    private static final long SUBMISSION_OCTETS = 200;

    final Place place;
    final AccountIndex index;
    final TreeMap<Integer, MailboxRow> mailboxes = new TreeMap<>();
    final TreeMap<Integer, Brief> submissions = new TreeMap<>();
    final RecentChanges recent;
    Version version;
    AccountRow account;

    /** The latest time of any event so far. */
    Instant clock = Instant.EPOCH;

    private volatile long weight;
    private int weighedAt = -1;

    MailState(Place place, AccountIndex index, Version version, AccountRow account) {
        this.place = place;
        this.index = index;
        this.version = version;
        this.account = account;
        this.recent = new RecentChanges(version.seq());
    }

    State state(DataType type) {
        return new State(account.epoch(), account.state(type));
    }

    /** Octets of memory, roughly; what it last was when it was weighed. */
    long weight() {
        return weight;
    }

    /**
     * Weighs again when the number of emails and submissions is quite another one; true when it
     * did.
     */
    boolean weighIfGrown() {
        int emails = index.emailCount() + submissions.size();
        if (weighedAt >= 0 && Math.abs(emails - weighedAt) <= 64 + weighedAt / 8) {
            return false;
        }
        weigh();
        weighedAt = emails;
        return true;
    }

    void weigh() {
        weight =
                index.weight()
                        + MAILBOX_OCTETS * mailboxes.size()
                        + SUBMISSION_OCTETS * submissions.size()
                        + 8_000;
    }
}
