package io.daybook.account.command;

import io.daybook.account.AccountEvent;
import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.account.RetentionRules;
import io.daybook.core.MailEvent;
import io.daybook.core.State;
import io.daybook.email.EmailEvent;
import io.daybook.email.command.EmailTable;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.command.IdentityTable;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.command.MailboxTree;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.command.SubmissionTable;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.command.ThreadKeys;
import io.daybook.vacation.VacationEvent;
import java.util.List;

/**
 * All that an account remembers to decide, as its events tell: the fold of its stream. Not safe for
 * use by several threads.
 */
public final class AccountState {
    /** Of an account that a snapshot of an earlier version tells: no retention is like it. */
    static final int UNKNOWN_RETENTION = Integer.MIN_VALUE;

    private static final long OCTETS_OF_MAILBOX = 250;
    private static final long OCTETS_OF_ALL_ELSE = 2_000;

    private final MailboxTree mailboxes = new MailboxTree();
    private final EmailTable emails = new EmailTable();
    private final IdentityTable identities = new IdentityTable();
    private final SubmissionTable submissions = new SubmissionTable();
    private AccountOpened opened = new AccountOpened("", 0, "", 0);
    private ThreadKeys keys = new ThreadKeys(0);
    private long quotaOctets;
    private int retentionDays = RetentionRules.OF_SERVER;
    private long head = -1;
    private long emailSeq;
    private long identitySeq;
    private long submissionSeq;
    private long vacationSeq;

    /** Whether the account exists. */
    public boolean isOpen() {
        return head >= 0;
    }

    /** The sequence number of the last event, -1 when there is none. */
    public long head() {
        return head;
    }

    public AccountOpened opened() {
        return opened;
    }

    public long quotaOctets() {
        return quotaOctets;
    }

    /**
     * For how many days destroyed mail can come back, {@link RetentionRules#OF_SERVER}, or {@link
     * #UNKNOWN_RETENTION}.
     */
    public int retentionDays() {
        return retentionDays;
    }

    public MailboxTree mailboxes() {
        return mailboxes;
    }

    public EmailTable emails() {
        return emails;
    }

    public ThreadKeys keys() {
        return keys;
    }

    public IdentityTable identities() {
        return identities;
    }

    public SubmissionTable submissions() {
        return submissions;
    }

    /** The state of the account as a whole: its last event. */
    public State state() {
        return new State(opened.epoch(), head);
    }

    /** The state of the type Email. */
    public State emailState() {
        return new State(opened.epoch(), emailSeq);
    }

    /** The state of the type Identity. */
    public State identityState() {
        return new State(opened.epoch(), identitySeq);
    }

    /** The state of the type EmailSubmission. */
    public State submissionState() {
        return new State(opened.epoch(), submissionSeq);
    }

    /** The state of the type VacationResponse. */
    public State vacationState() {
        return new State(opened.epoch(), vacationSeq);
    }

    /** The memory that the state takes, roughly. */
    public long octets() {
        return emails.octets()
                + submissions.octets()
                + OCTETS_OF_MAILBOX * mailboxes.all().size()
                + OCTETS_OF_ALL_ELSE;
    }

    /**
     * Takes the next event of the stream.
     *
     * @throws IllegalStateException when it is not the next
     */
    public void evolve(MailEvent event, long seq) {
        if (seq != head + 1) {
            throw new IllegalStateException("event " + seq + " does not follow " + head);
        }
        switch (event) {
            case AccountEvent account -> evolve(account);
            case MailboxEvent mailbox -> evolve(mailbox);
            case EmailEvent email -> {
                emails.evolve(email);
                emailSeq = seq;
            }
            case ThreadEvent thread -> {
                emails.evolve(thread);
                emailSeq = seq;
            }
            case IdentityEvent identity -> {
                identities.evolve(identity);
                identitySeq = seq;
            }
            case SubmissionEvent submission -> {
                if (submissions.evolve(submission)) {
                    submissionSeq = seq;
                }
            }
            case VacationEvent _ -> vacationSeq = seq;
            // MailEvent is open to later slices; an event that nobody folds is an error.
            default -> throw new IllegalStateException("no fold of " + event.getClass());
        }
        head = seq;
    }

    /** The state at this moment, to be written down while this one goes on changing. */
    FrozenAccount freeze() {
        return new FrozenAccount(
                head,
                emailSeq,
                opened,
                quotaOctets,
                retentionDays,
                List.copyOf(mailboxes.all()),
                mailboxes.next(),
                mailboxes.lastUidValidity(),
                emails.freeze(),
                new Seqs(identitySeq, submissionSeq, vacationSeq),
                identities.all(),
                identities.next(),
                submissions.freeze());
    }

    /** The last events that changed what is told of the types. */
    record Seqs(long identity, long submission, long vacation) {
        /** Nothing but the opening of the account has. */
        static final Seqs NONE = new Seqs(0, 0, 0);
    }

    /** Restores the states of the types, from a snapshot. */
    void restore(Seqs seqs) {
        identitySeq = seqs.identity();
        submissionSeq = seqs.submission();
        vacationSeq = seqs.vacation();
    }

    /** Restores what the parts do not know, from a snapshot. */
    void restore(AccountOpened beginning, long lastSeq, SnapshotHeader header) {
        evolve(beginning);
        quotaOctets = header.quotaOctets();
        retentionDays = header.retentionDays();
        head = lastSeq;
        emailSeq = header.emailSeq();
    }

    private void evolve(AccountEvent event) {
        switch (event) {
            case AccountOpened beginning -> {
                opened = beginning;
                keys = new ThreadKeys(beginning.salt());
                quotaOctets = beginning.quotaOctets();
            }
            case QuotaChanged(var octets) -> quotaOctets = octets;
            case RetentionChanged(var days) -> retentionDays = days;
        }
    }

    void evolve(MailboxEvent event) {
        mailboxes.evolve(event);
        switch (event) {
            case MailboxCreated created -> emails.openMailbox(created.mailbox());
            case MailboxDestroyed(var mailbox) -> emails.closeMailbox(mailbox);
            case MailboxRestored restored ->
                    emails.reopenMailbox(restored.mailbox(), restored.nextUid());
            case MailboxEvent.MailboxRenamed _,
                    MailboxEvent.MailboxMoved _,
                    MailboxEvent.MailboxRoleChanged _,
                    MailboxEvent.MailboxSorted _,
                    MailboxEvent.MailboxSubscriptionChanged _ -> {}
        }
    }
}
