package io.daybook.account.command;

import io.daybook.account.command.AccountDecider.Decided;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.State;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.Created;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.command.EmailDecider;
import io.daybook.email.command.EmailOutcome;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.command.IdentityDecider;
import io.daybook.identity.command.IdentityOutcome;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.ExpireSubmission;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.TellSender;
import io.daybook.submission.SubmissionEvent;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.command.RelayDecider;
import io.daybook.submission.command.SubmissionDecider;
import io.daybook.submission.command.SubmissionOutcome;
import io.daybook.submission.command.SubmissionTable;
import io.daybook.vacation.ChangeVacation;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Decides the commands by which an account sends mail: as whom, what, and what came of it. Pure.
 */
public final class SendingDecider {
    private SendingDecider() {}

    public static Decided<ChangeIdentities.Answer> decide(
            ChangeIdentities command, AccountState state) {
        State before = state.identityState();
        if (command.ifInState() != null && !command.ifInState().equals(before)) {
            return new Decided<>(List.of(), new ChangeIdentities.StateMismatch(before));
        }
        IdentityOutcome outcome = IdentityDecider.decide(command, state.identities());
        return new Decided<>(
                outcome.events(),
                new ChangeIdentities.IdentitiesChanged(
                        before,
                        AccountDecider.after(before, state, outcome.events()),
                        outcome.created(),
                        outcome.notCreated(),
                        outcome.updated(),
                        outcome.notUpdated(),
                        outcome.destroyed(),
                        outcome.notDestroyed()));
    }

    public static Decided<ChangeVacation.Answer> decide(
            ChangeVacation command, AccountState state) {
        State before = state.vacationState();
        if (!command.ifInState().equals(before)) {
            return new Decided<>(List.of(), new ChangeVacation.StateMismatch(before));
        }
        List<MailEvent> events = List.of(new VacationResponseChanged(command.setting()));
        return new Decided<>(
                events,
                new ChangeVacation.VacationChanged(
                        before, AccountDecider.after(before, state, events)));
    }

    public static Decided<ChangeSubmissions.Answer> decide(
            ChangeSubmissions command, AccountState state) {
        State before = state.submissionState();
        if (command.ifInState() != null && !command.ifInState().equals(before)) {
            return new Decided<>(List.of(), new ChangeSubmissions.StateMismatch(before));
        }
        SubmissionOutcome outcome =
                SubmissionDecider.decide(
                        command,
                        state.submissions(),
                        state.identities()::has,
                        new MarkableEmails(state.emails()));
        // That a submission is finished is told to nobody, so it moves no state.
        List<SubmissionEvent> told =
                outcome.events().stream().filter(e -> !(e instanceof SubmissionFinished)).toList();
        int last = told.isEmpty() ? 0 : outcome.events().lastIndexOf(told.getLast()) + 1;
        var events = new ArrayList<MailEvent>(outcome.events());
        outcome.marked()
                .forEach((email, mark) ->
                        events.add(
                                new KeywordsChanged(
                                        Ids.of(email.value()), List.of(mark), List.of())));
        return new Decided<>(
                events,
                new ChangeSubmissions.SubmissionsChanged(
                        before,
                        AccountDecider.after(before, state, outcome.events().subList(0, last)),
                        outcome.made(),
                        outcome.notMade(),
                        outcome.canceled(),
                        outcome.notCanceled(),
                        outcome.destroyed(),
                        outcome.notDestroyed()));
    }

    public static Decided<RelayCommand.Answer> decide(RelayCommand command, AccountState state) {
        SubmissionTable table = state.submissions();
        return switch (command) {
            case BeginAttempt begin -> decided(RelayDecider.begin(begin, table));
            case BeginHandover handover -> decided(RelayDecider.handOver(handover, table));
            case RecordAttempt record -> decided(RelayDecider.record(record, table));
            case ExpireSubmission expire -> decided(RelayDecider.expire(expire, table));
            case TellSender tell -> tell(tell, state);
        };
    }

    private static Decided<RelayCommand.Answer> decided(RelayDecider.Decided decided) {
        return new Decided<>(decided.events(), decided.answer());
    }

    /** The report comes into the inbox and is noted by one append: never twice, never by half. */
    private static Decided<RelayCommand.Answer> tell(TellSender tell, AccountState state) {
        Mailbox inbox = state.mailboxes().withRole("inbox").orElse(null);
        if (inbox == null || !RelayDecider.mayTell(tell, state.submissions())) {
            return decided(RelayDecider.overtaken("nobody is to be told of these recipients"));
        }
        var report = tell.report();
        var add =
                new AddEmail(
                        "report",
                        report.blob(),
                        report.size(),
                        tell.at(),
                        Set.of(inbox.id()),
                        Set.of(),
                        report.messageIds(),
                        report.baseSubject());
        var change = new ChangeEmails(tell.account(), null, List.of(add), List.of(), List.of());
        EmailOutcome outcome =
                EmailDecider.decide(change, state.emails(), state.keys(), Long.MAX_VALUE);
        Created created = outcome.created().get("report");
        if (created == null) {
            throw new IllegalStateException("no report: " + outcome.notCreated());
        }
        RelayDecider.Decided told = RelayDecider.told(tell, state.submissions(), created.email());
        List<MailEvent> events = new ArrayList<>(outcome.events());
        events.addAll(told.events());
        return new Decided<>(events, told.answer());
    }
}
