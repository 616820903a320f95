package io.daybook.account.command;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.account.AccountCommand.ChangeRetention;
import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.account.RevertChanges;
import io.daybook.core.MailEvent;
import io.daybook.email.ChangeEmails;
import io.daybook.email.RedigestEmails;
import io.daybook.email.RedigestEmails.Redigested;
import io.daybook.identity.ChangeIdentities;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.RelayCommand;
import io.daybook.submission.RelayCommand.BeginAttempt;
import io.daybook.submission.RelayCommand.BeginHandover;
import io.daybook.submission.RelayCommand.ExpireSubmission;
import io.daybook.submission.RelayCommand.RecordAttempt;
import io.daybook.submission.RelayCommand.TellSender;
import io.daybook.vacation.ChangeVacation;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One account's mail: the aggregate that ties the pure deciders to Axon. All events of a command
 * are one append.
 */
@Aggregate(
        type = "MailAccount",
        repository = "mailAccountRepository",
        commandTargetResolver = "commandStream")
public final class MailAccount {
    @AggregateIdentifier private final String stream;
    private final AccountState state;
    private final Standing standing = new Standing();

    /** For Axon, which looks for it; never called. */
    MailAccount() {
        this("", new AccountState());
    }

    MailAccount(String stream, AccountState state) {
        this.stream = stream;
        this.state = state;
    }

    String stream() {
        return stream;
    }

    AccountState state() {
        return state;
    }

    Standing standing() {
        return standing;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountChanged handle(OpenAccount command) {
        apply(AccountDecider.decide(command, state));
        return new AccountChanged(state.head());
    }

    @CommandHandler
    AccountChanged handle(ChangeQuota command) {
        apply(AccountDecider.decide(command, state));
        return new AccountChanged(state.head());
    }

    @CommandHandler
    AccountChanged handle(ChangeRetention command) {
        apply(AccountDecider.decide(command, state));
        return new AccountChanged(state.head());
    }

    @CommandHandler
    RevertChanges.Answer handle(RevertChanges command) {
        var decided = RevertDecider.decide(command, state);
        if (!command.dryRun()) {
            apply(decided.events());
        }
        return decided.answer();
    }

    @CommandHandler
    ChangeMailboxes.Answer handle(ChangeMailboxes command) {
        var decided = AccountDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    ChangeEmails.Answer handle(ChangeEmails command) {
        var decided = AccountDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    Redigested handle(RedigestEmails command) {
        var decided = AccountDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    ChangeIdentities.Answer handle(ChangeIdentities command) {
        var decided = SendingDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    ChangeVacation.Answer handle(ChangeVacation command) {
        var decided = SendingDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    ChangeSubmissions.Answer handle(ChangeSubmissions command) {
        var decided = SendingDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @CommandHandler
    RelayCommand.Answer handle(BeginAttempt command) {
        return relay(command);
    }

    @CommandHandler
    RelayCommand.Answer handle(BeginHandover command) {
        return relay(command);
    }

    @CommandHandler
    RelayCommand.Answer handle(RecordAttempt command) {
        return relay(command);
    }

    @CommandHandler
    RelayCommand.Answer handle(ExpireSubmission command) {
        return relay(command);
    }

    @CommandHandler
    RelayCommand.Answer handle(TellSender command) {
        return relay(command);
    }

    private RelayCommand.Answer relay(RelayCommand command) {
        var decided = SendingDecider.decide(command, state);
        apply(decided.events());
        return decided.answer();
    }

    @EventSourcingHandler
    void on(MailEvent event, @SequenceNumber long seq) {
        state.evolve(event, seq);
        standing.logged(EventOctets.of(event));
    }

    private static void apply(List<? extends MailEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }
}
