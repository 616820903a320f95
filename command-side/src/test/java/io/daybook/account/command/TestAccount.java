package io.daybook.account.command;

import io.daybook.account.AccountCommand.OpenAccount;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.identity.ChangeIdentities;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.submission.ChangeSubmissions;
import io.daybook.submission.RelayCommand;
import io.daybook.vacation.ChangeVacation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An open account for tests: decides commands, folds the events and remembers them. */
public final class TestAccount {
    public static final AccountId ID = new AccountId("alice");
    public static final MailboxId INBOX = new MailboxId(1);
    public static final MailboxId DRAFTS = new MailboxId(2);
    public static final MailboxId SENT = new MailboxId(3);
    public static final MailboxId ARCHIVE = new MailboxId(4);
    public static final MailboxId TRASH = new MailboxId(6);
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final BlobId BLOB = BlobId.of(new byte[] {1});

    private final AccountState state = new AccountState();
    private final List<MailEvent> history = new ArrayList<>();
    private List<MailEvent> last = List.of();

    public TestAccount() {
        take(AccountDecider.decide(open(), state));
    }

    public static OpenAccount open() {
        return new OpenAccount(ID, "ep0ch", 4711, "alice@example.test", 1_000_000_000L, 1000);
    }

    public AccountState state() {
        return state;
    }

    /** The events of the last command. */
    public List<MailEvent> events() {
        return last;
    }

    public List<MailEvent> history() {
        return history;
    }

    public ChangeMailboxes.Answer handle(ChangeMailboxes command) {
        var decided = AccountDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public ChangeEmails.Answer handle(ChangeEmails command) {
        var decided = AccountDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public ChangeIdentities.Answer handle(ChangeIdentities command) {
        var decided = SendingDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public ChangeSubmissions.Answer handle(ChangeSubmissions command) {
        var decided = SendingDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public ChangeVacation.Answer handle(ChangeVacation command) {
        var decided = SendingDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public RelayCommand.Answer handle(RelayCommand command) {
        var decided = SendingDecider.decide(command, state);
        take(decided.events());
        return decided.answer();
    }

    public MailboxesChanged mailboxes(
            List<CreateMailbox> create, List<UpdateMailbox> update, List<DestroyMailbox> destroy) {
        return (MailboxesChanged) handle(new ChangeMailboxes(ID, null, create, update, destroy));
    }

    public MailboxesChanged create(CreateMailbox... create) {
        return mailboxes(List.of(create), List.of(), List.of());
    }

    public MailboxesChanged update(UpdateMailbox... update) {
        return mailboxes(List.of(), List.of(update), List.of());
    }

    public MailboxesChanged destroy(DestroyMailbox... destroy) {
        return mailboxes(List.of(), List.of(), List.of(destroy));
    }

    public EmailsChanged emails(
            List<AddEmail> add, List<UpdateEmail> update, List<DestroyEmail> destroy) {
        return (EmailsChanged) handle(new ChangeEmails(ID, null, add, update, destroy));
    }

    public EmailsChanged add(AddEmail... add) {
        return emails(List.of(add), List.of(), List.of());
    }

    public EmailsChanged update(UpdateEmail... update) {
        return emails(List.of(), List.of(update), List.of());
    }

    /** Adds one email to the inbox. */
    public EmailId receive(String subject, String... messageIds) {
        return add(email("k", subject, messageIds)).created().get("k").email();
    }

    public int threadOf(EmailId email) {
        return state.emails().thread(email.value());
    }

    private void take(List<? extends MailEvent> events) {
        last = List.copyOf(events);
        for (MailEvent event : events) {
            state.evolve(event, state.head() + 1);
            history.add(event);
        }
    }

    public static CreateMailbox mailbox(String creationId, String name) {
        return new CreateMailbox(creationId, name, null, null, 0, true);
    }

    public static CreateMailbox child(String creationId, String name, MailboxRef parent) {
        return new CreateMailbox(creationId, name, parent, null, 0, true);
    }

    public static MailboxRef in(MailboxId id) {
        return new MailboxRef.Existing(id);
    }

    public static MailboxRef in(String creationId) {
        return new MailboxRef.Created(creationId);
    }

    public static UpdateMailbox rename(MailboxId id, String name) {
        return new UpdateMailbox(id, name, null, null, null, null);
    }

    public static UpdateMailbox move(MailboxId id, @Nullable MailboxRef parent) {
        return new UpdateMailbox(id, null, Optional.ofNullable(parent), null, null, null);
    }

    public static UpdateMailbox role(MailboxId id, @Nullable String role) {
        return new UpdateMailbox(id, null, null, Optional.ofNullable(role), null, null);
    }

    public static DestroyMailbox gone(MailboxId id) {
        return new DestroyMailbox(id, false);
    }

    public static DestroyMailbox goneWithEmails(MailboxId id) {
        return new DestroyMailbox(id, true);
    }

    public static AddEmail email(String creationId, String subject, String... messageIds) {
        return emailIn(creationId, Set.of(INBOX), Set.of(), subject, messageIds);
    }

    public static AddEmail emailIn(
            String creationId,
            Set<MailboxId> mailboxes,
            Set<String> keywords,
            String subject,
            String... messageIds) {
        return new AddEmail(
                creationId, BLOB, 100, NOON, mailboxes, keywords, List.of(messageIds), subject);
    }

    public static UpdateEmail keywords(EmailId email, Set<String> add, Set<String> remove) {
        return new UpdateEmail(email, SetChange.none(), SetChange.patch(add, remove));
    }

    public static UpdateEmail moved(EmailId email, Set<MailboxId> add, Set<MailboxId> remove) {
        return new UpdateEmail(email, SetChange.patch(add, remove), SetChange.none());
    }
}
