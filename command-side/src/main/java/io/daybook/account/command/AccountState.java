package io.daybook.account.command;

import io.daybook.account.AccountEvent;
import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.MailEvent;
import io.daybook.core.State;
import io.daybook.email.EmailEvent;
import io.daybook.email.command.EmailTable;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.command.MailboxTree;
import io.daybook.thread.ThreadEvent;
import io.daybook.thread.command.ThreadKeys;
import java.util.List;

/**
 * All that an account remembers to decide, as its events tell: the fold of its stream. Not safe for
 * use by several threads.
 */
public final class AccountState {
    private static final long OCTETS_OF_MAILBOX = 250;
    private static final long OCTETS_OF_ALL_ELSE = 2_000;

    private final MailboxTree mailboxes = new MailboxTree();
    private final EmailTable emails = new EmailTable();
    private AccountOpened opened = new AccountOpened("", 0, "", 0);
    private ThreadKeys keys = new ThreadKeys(0);
    private long quotaOctets;
    private long head = -1;
    private long emailSeq;

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

    public MailboxTree mailboxes() {
        return mailboxes;
    }

    public EmailTable emails() {
        return emails;
    }

    public ThreadKeys keys() {
        return keys;
    }

    /** The state of the type Email. */
    public State emailState() {
        return new State(opened.epoch(), emailSeq);
    }

    /** The memory that the state takes, roughly. */
    public long octets() {
        return emails.octets() + OCTETS_OF_MAILBOX * mailboxes.all().size() + OCTETS_OF_ALL_ELSE;
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
                List.copyOf(mailboxes.all()),
                mailboxes.next(),
                mailboxes.lastUidValidity(),
                emails.freeze());
    }

    /** Restores what the parts do not know, from a snapshot. */
    void restore(AccountOpened beginning, long quota, long lastSeq, long lastEmailSeq) {
        evolve(beginning);
        quotaOctets = quota;
        head = lastSeq;
        emailSeq = lastEmailSeq;
    }

    private void evolve(AccountEvent event) {
        switch (event) {
            case AccountOpened beginning -> {
                opened = beginning;
                keys = new ThreadKeys(beginning.salt());
                quotaOctets = beginning.quotaOctets();
            }
            case QuotaChanged(var octets) -> quotaOctets = octets;
        }
    }

    void evolve(MailboxEvent event) {
        mailboxes.evolve(event);
        switch (event) {
            case MailboxCreated created -> emails.openMailbox(created.mailbox());
            case MailboxDestroyed(var mailbox) -> emails.closeMailbox(mailbox);
            case MailboxEvent.MailboxRenamed _,
                    MailboxEvent.MailboxMoved _,
                    MailboxEvent.MailboxRoleChanged _,
                    MailboxEvent.MailboxSorted _,
                    MailboxEvent.MailboxSubscriptionChanged _ -> {}
        }
    }
}
