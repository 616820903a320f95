package io.daybook.account.command;

import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.account.AccountCommand.ChangeRetention;
import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.account.AccountEvent.RetentionChanged;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.RedigestEmails;
import io.daybook.email.RedigestEmails.Redigested;
import io.daybook.email.command.EmailDecider;
import io.daybook.email.command.EmailOutcome;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.command.MailboxDecider;
import io.daybook.mailbox.command.MailboxOutcome;
import java.util.ArrayList;
import java.util.List;

/** Decides the commands of an account: events and the answer. Pure; the state stays as it is. */
public final class AccountDecider {
    /** Name and role of the mailboxes of a new account, in their order. */
    private static final List<List<String>> FIRST_MAILBOXES =
            List.of(
                    List.of("Inbox", "inbox"),
                    List.of("Drafts", "drafts"),
                    List.of("Sent", "sent"),
                    List.of("Archive", "archive"),
                    List.of("Junk", "junk"),
                    List.of("Trash", "trash"));

    private AccountDecider() {}

    /**
     * @param events to be appended as one
     */
    public record Decided<A>(List<? extends MailEvent> events, A answer) {}

    /** Opening an open account does nothing; there are no events then. */
    public static List<MailEvent> decide(OpenAccount command, AccountState state) {
        if (state.isOpen()) {
            return List.of();
        }
        List<MailEvent> events = new ArrayList<>();
        events.add(
                new AccountOpened(
                        command.epoch(), command.salt(), command.owner(), command.quotaOctets()));
        for (int i = 0; i < FIRST_MAILBOXES.size(); i++) {
            events.add(
                    new MailboxCreated(
                            new MailboxId(i + 1),
                            FIRST_MAILBOXES.get(i).get(0),
                            null,
                            FIRST_MAILBOXES.get(i).get(1),
                            i + 1,
                            true,
                            Math.addExact(command.uidValidity(), i)));
        }
        return events;
    }

    public static List<MailEvent> decide(ChangeQuota command, AccountState state) {
        return command.quotaOctets() == state.quotaOctets()
                ? List.of()
                : List.of(new QuotaChanged(command.quotaOctets()));
    }

    public static List<MailEvent> decide(ChangeRetention command, AccountState state) {
        return command.days() == state.retentionDays()
                ? List.of()
                : List.of(new RetentionChanged(command.days()));
    }

    public static Decided<ChangeMailboxes.Answer> decide(
            ChangeMailboxes command, AccountState state) {
        long before = state.head();
        if (command.ifVersion() != null && command.ifVersion() != before) {
            return new Decided<>(List.of(), new ChangeMailboxes.VersionMoved(before));
        }
        MailboxOutcome outcome =
                MailboxDecider.decide(
                        command,
                        state.mailboxes(),
                        mailbox -> state.emails().emailsIn(mailbox.value()));
        List<MailboxId> destroyed =
                outcome.destroys().stream().map(MailboxDestroyed::mailbox).toList();
        List<MailEvent> events = new ArrayList<>(outcome.changes());
        if (!destroyed.isEmpty()) {
            events.addAll(EmailDecider.empty(destroyed, state.emails()));
        }
        events.addAll(outcome.destroys());
        return new Decided<>(
                events,
                new ChangeMailboxes.MailboxesChanged(
                        before,
                        before + events.size(),
                        outcome.created(),
                        outcome.notCreated(),
                        outcome.updated(),
                        outcome.notUpdated(),
                        destroyed,
                        outcome.notDestroyed()));
    }

    public static Decided<ChangeEmails.Answer> decide(ChangeEmails command, AccountState state) {
        State before = state.emailState();
        if (command.ifInState() != null && !command.ifInState().equals(before)) {
            return new Decided<>(List.of(), new ChangeEmails.StateMismatch(before));
        }
        EmailOutcome outcome =
                EmailDecider.decide(command, state.emails(), state.keys(), state.quotaOctets());
        // Every event of the outcome changes the type Email, so the last of them is its state.
        return new Decided<>(
                outcome.events(),
                new ChangeEmails.EmailsChanged(
                        before,
                        after(before, state, outcome.events()),
                        outcome.created(),
                        outcome.notCreated(),
                        outcome.updated(),
                        outcome.notUpdated(),
                        outcome.destroyed(),
                        outcome.notDestroyed()));
    }

    /** Emails that are gone are left out; when none is left, nothing is noted. */
    public static Decided<Redigested> decide(RedigestEmails command, AccountState state) {
        var emails = Ids.of(command.emails().stream().filter(state.emails()::has).toArray());
        List<MailEvent> events =
                emails.isEmpty()
                        ? List.of()
                        : List.of(new EmailsRedigested(emails, command.parser()));
        return new Decided<>(events, new Redigested(emails.size(), state.head() + events.size()));
    }

    /** The state of a type that every one of the events changes. */
    static State after(State before, AccountState state, List<?> events) {
        return events.isEmpty() ? before : new State(before.epoch(), state.head() + events.size());
    }
}
