package io.daybook.account.command;

import io.daybook.account.RevertChanges;
import io.daybook.account.RevertChanges.Outcome;
import io.daybook.account.RevertChanges.Overtaken;
import io.daybook.account.RevertChanges.Reverted;
import io.daybook.account.RevertChanges.StateMismatch;
import io.daybook.account.command.AccountDecider.Decided;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.email.command.EmailReverting;
import io.daybook.identity.command.IdentityReverting;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.command.MailboxOutcome;
import io.daybook.mailbox.command.MailboxReverting;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides what an undo brings back: mailboxes first, then the mail in them. Pure. */
public final class RevertDecider {
    private final RevertChanges command;
    private final AccountState state;
    private final MailboxReverting mailboxes;

    private RevertDecider(RevertChanges command, AccountState state) {
        this.command = command;
        this.state = state;
        this.mailboxes =
                new MailboxReverting(
                        command.mailboxes(), state.mailboxes(), state.emails()::closedUid);
    }

    /** The events are to be appended as one, unless it is a dry run. */
    public static Decided<RevertChanges.Answer> decide(RevertChanges command, AccountState state) {
        if (command.ifInState() != null && !command.ifInState().equals(state.state())) {
            return new Decided<>(List.of(), new StateMismatch(state.state()));
        }
        var identities = command.identities();
        var vacation = command.vacation();
        boolean seen =
                (identities == null || identities.seen().equals(state.identityState()))
                        && (vacation == null || vacation.seen().equals(state.vacationState()));
        return seen
                ? new RevertDecider(command, state).decide()
                : new Decided<>(List.of(), new Overtaken());
    }

    private Decided<RevertChanges.Answer> decide() {
        MailboxOutcome tree = mailboxes.decide();
        EmailReverting.Outcome mail = emails(tree);
        // A mailbox goes only without mail, and whether it has some is known after the emails.
        while (keepNonEmpty(tree, mail)) {
            tree = mailboxes.decide();
            mail = emails(tree);
        }
        List<MailEvent> events = new ArrayList<>(tree.changes());
        events.addAll(mail.events());
        events.addAll(tree.destroys());
        var identities = identities();
        events.addAll(identities.events());
        if (command.vacation() != null) {
            events.add(new VacationResponseChanged(command.vacation().before()));
        }
        State before = state.state();
        State after = new State(before.epoch(), before.seq() + events.size());
        return new Decided<>(
                events,
                new Reverted(
                        before,
                        command.dryRun() ? before : after,
                        new Outcome<>(
                                mailboxes.reverted(tree),
                                mailboxes.unchanged(),
                                mailboxes.refused(tree)),
                        new Outcome<>(mail.reverted(), mail.unchanged(), mail.refused()),
                        mail.recreated(),
                        new Outcome<>(identities.reverted(), List.of(), identities.refused()),
                        command.vacation() != null));
    }

    private boolean keepNonEmpty(MailboxOutcome tree, EmailReverting.Outcome mail) {
        boolean kept = false;
        for (MailboxDestroyed destroy : tree.destroys()) {
            int emails = mail.emailsIn().applyAsInt(destroy.mailbox().value());
            if (emails > 0) {
                mailboxes.keep(destroy.mailbox(), emails);
                kept = true;
            }
        }
        return kept;
    }

    private EmailReverting.Outcome emails(MailboxOutcome tree) {
        Map<Integer, Integer> reopened = new HashMap<>();
        for (MailboxEvent event : tree.changes()) {
            if (event instanceof MailboxRestored restored) {
                reopened.put(restored.mailbox().value(), restored.nextUid());
            }
        }
        var gone =
                tree.destroys().stream()
                        .map(MailboxDestroyed::mailbox)
                        .map(MailboxId::value)
                        .collect(Collectors.toSet());
        var places =
                new EmailReverting.Mailboxes() {
                    @Override
                    public boolean has(int mailbox) {
                        return reopened.containsKey(mailbox)
                                || (state.emails().hasMailbox(mailbox) && !gone.contains(mailbox));
                    }

                    @Override
                    public Map<Integer, Integer> reopened() {
                        return reopened;
                    }
                };
        return EmailReverting.decide(
                command.emails(), state.emails(), state.keys(), places, state.quotaOctets());
    }

    private IdentityReverting.Outcome identities() {
        var wanted = command.identities();
        return wanted == null
                ? new IdentityReverting.Outcome(List.of(), List.of(), Map.of())
                : IdentityReverting.decide(wanted.reverts(), wanted.senders(), state.identities());
    }
}
