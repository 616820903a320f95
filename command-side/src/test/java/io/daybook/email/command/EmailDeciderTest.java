package io.daybook.email.command;

import static io.daybook.account.command.TestAccount.ARCHIVE;
import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.DRAFTS;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.NOON;
import static io.daybook.account.command.TestAccount.email;
import static io.daybook.account.command.TestAccount.emailIn;
import static io.daybook.account.command.TestAccount.keywords;
import static io.daybook.account.command.TestAccount.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.Created;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRefusal.NoMailbox;
import io.daybook.email.EmailRefusal.NoSuchEmail;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.OverQuota;
import io.daybook.email.EmailRefusal.TooManyKeywords;
import io.daybook.email.EmailRefusal.TooManyMailboxes;
import io.daybook.email.EmailRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmailDeciderTest {
    private static final MailboxId NOWHERE = new MailboxId(99);
    private final TestAccount account = new TestAccount();

    private static Set<String> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i).collect(Collectors.toSet());
    }

    @Test
    void all_adds_of_a_call_are_one_event_with_ids_uids_and_threads() {
        var answer =
                account.add(
                        emailIn("a", Set.of(INBOX, ARCHIVE), Set.of("b", "$seen"), "x"),
                        email("b", "y"));
        assertThat(answer.created())
                .containsEntry("a", new Created(new EmailId(1), new ThreadId(1)))
                .containsEntry("b", new Created(new EmailId(2), new ThreadId(2)));
        assertThat(account.events())
                .containsExactly(
                        new EmailsAdded(
                                List.of(
                                        new AddedEmail(
                                                new EmailId(1),
                                                new ThreadId(1),
                                                BLOB,
                                                100,
                                                NOON,
                                                List.of(
                                                        new Placement(INBOX, 1),
                                                        new Placement(ARCHIVE, 1)),
                                                List.of("$seen", "b"),
                                                List.of()),
                                        new AddedEmail(
                                                new EmailId(2),
                                                new ThreadId(2),
                                                BLOB,
                                                100,
                                                NOON,
                                                List.of(new Placement(INBOX, 2)),
                                                List.of(),
                                                List.of()))));
    }

    @Test
    void an_email_without_mailbox_is_refused() {
        assertThat(account.add(emailIn("k", Set.of(), Set.of(), "s")).notCreated())
                .containsEntry("k", new NoMailbox());
        EmailId email = account.receive("s");
        assertThat(account.update(moved(email, Set.of(), Set.of(INBOX))).notUpdated())
                .containsEntry(email, new NoMailbox());
    }

    @Test
    void unknown_mailboxes_are_named() {
        var refusal = new NoSuchMailboxes(List.of(NOWHERE));
        assertThat(account.add(emailIn("k", Set.of(INBOX, NOWHERE), Set.of(), "s")).notCreated())
                .containsEntry("k", refusal);
        EmailId email = account.receive("s");
        assertThat(account.update(moved(email, Set.of(NOWHERE), Set.of())).notUpdated())
                .containsEntry(email, refusal);
        assertThat(account.update(moved(email, Set.of(), Set.of(NOWHERE))).updated())
                .containsExactly(email);
    }

    @Test
    void mailboxes_and_keywords_of_an_email_are_limited() {
        EmailId email = account.receive("s");
        var tooMany = new TooManyKeywords(EmailRules.MAX_KEYWORDS);
        assertThat(account.update(keywords(email, words(128), Set.of())).updated())
                .containsExactly(email);
        assertThat(account.update(keywords(email, Set.of("more"), Set.of())).notUpdated())
                .containsEntry(email, tooMany);
        assertThat(account.add(emailIn("k", Set.of(INBOX), words(129), "s")).notCreated())
                .containsEntry("k", tooMany);
        var creates =
                IntStream.range(0, 101)
                        .mapToObj(i -> TestAccount.mailbox("m" + i, "m" + i))
                        .toList();
        var all = Set.copyOf(account.mailboxes(creates, List.of(), List.of()).created().values());
        assertThat(account.add(emailIn("k", all, Set.of(), "s")).notCreated())
                .containsEntry("k", new TooManyMailboxes(EmailRules.MAX_MAILBOXES));
        assertThat(account.update(moved(email, all, Set.of())).notUpdated())
                .containsEntry(email, new TooManyMailboxes(EmailRules.MAX_MAILBOXES));
    }

    @Test
    void mail_beyond_the_quota_is_refused_record_by_record() {
        var big =
                new AddEmail(
                        "big", BLOB, 1_000_000_000L, NOON, Set.of(INBOX), Set.of(), List.of(), "");
        var answer = account.add(email("a", "s"), big, email("b", "s"));
        assertThat(answer.created()).containsOnlyKeys("a", "b");
        assertThat(answer.notCreated()).containsEntry("big", new OverQuota(100, 1_000_000_000L));
        assertThat(account.state().emails().usedOctets()).isEqualTo(200);
    }

    @Test
    void emails_with_the_same_difference_share_one_event() {
        EmailId a = account.receive("a");
        EmailId b = account.receive("b");
        EmailId c = account.receive("c");
        account.update(keywords(b, Set.of("$flagged"), Set.of()));
        account.update(
                keywords(a, Set.of("$seen"), Set.of("x")),
                keywords(b, Set.of("$seen"), Set.of("$flagged")),
                keywords(c, Set.of("$seen"), Set.of()));
        assertThat(account.events())
                .containsExactly(
                        new KeywordsChanged(Ids.of(1, 3), List.of("$seen"), List.of()),
                        new KeywordsChanged(Ids.of(2), List.of("$seen"), List.of("$flagged")));
    }

    @Test
    void moved_emails_take_consecutive_uids() {
        account.add(emailIn("k", Set.of(ARCHIVE), Set.of(), "s"));
        EmailId a = account.receive("a");
        EmailId b = account.receive("b");
        account.update(
                new UpdateEmail(b, SetChange.replace(Set.of(ARCHIVE)), SetChange.none()),
                moved(a, Set.of(ARCHIVE), Set.of(INBOX)));
        assertThat(account.events())
                .containsExactly(
                        new EmailsMoved(Ids.of(2, 3), List.of(new Entry(ARCHIVE, 2)), Ids.of(1)));
        assertThat(account.state().emails().nextUid(ARCHIVE.value())).isEqualTo(4);
        assertThat(account.state().emails().emailsIn(INBOX.value())).isZero();
    }

    @Test
    void an_update_that_changes_nothing_is_accepted_without_event() {
        EmailId email = account.receive("s");
        var answer = account.update(keywords(email, Set.of(), Set.of("absent")));
        assertThat(answer.updated()).containsExactly(email);
        assertThat(answer.newState()).isEqualTo(answer.oldState());
        assertThat(account.events()).isEmpty();
    }

    @Test
    void updates_of_one_email_in_one_call_see_each_other() {
        EmailId email = account.receive("s");
        account.update(
                keywords(email, Set.of("a", "b"), Set.of()),
                keywords(email, Set.of(), Set.of("a")),
                moved(email, Set.of(ARCHIVE), Set.of()),
                moved(email, Set.of(), Set.of(INBOX)));
        assertThat(account.events())
                .containsExactly(
                        new KeywordsChanged(Ids.of(1), List.of("b"), List.of()),
                        new EmailsMoved(Ids.of(1), List.of(new Entry(ARCHIVE, 1)), Ids.of(1)));
    }

    @Test
    void destroyed_emails_are_one_event_and_gone() {
        EmailId a = account.receive("a");
        EmailId b = account.receive("b");
        var answer =
                account.emails(
                        List.of(),
                        List.of(keywords(a, Set.of("$seen"), Set.of())),
                        List.of(
                                new DestroyEmail(b),
                                new DestroyEmail(a),
                                new DestroyEmail(a),
                                new DestroyEmail(new EmailId(9))));
        assertThat(answer.destroyed()).containsExactly(b, a);
        assertThat(answer.notDestroyed())
                .containsOnlyKeys(new EmailId(9))
                .containsValue(new NoSuchEmail());
        assertThat(account.events()).containsExactly(new EmailsDestroyed(Ids.of(1, 2)));
        assertThat(account.update(keywords(a, Set.of("x"), Set.of())).notUpdated())
                .containsEntry(a, new NoSuchEmail());
        assertThat(account.state().emails().usedOctets()).isZero();
    }

    @Test
    void ids_and_uids_are_never_given_again() {
        EmailId first = account.receive("a");
        account.emails(List.of(), List.of(), List.of(new DestroyEmail(first)));
        EmailId second = account.receive("b");
        assertThat(second.value()).isEqualTo(2);
        assertThat(account.state().emails().nextUid(INBOX.value())).isEqualTo(3);
    }

    @Test
    void the_email_state_moves_with_emails_only() {
        var answer = account.add(email("a", "s"));
        assertThat(answer.oldState()).isEqualTo(new State("ep0ch", 0));
        assertThat(answer.newState()).isEqualTo(new State("ep0ch", 7));
        account.create(TestAccount.mailbox("k", "Work"));
        assertThat(account.state().emailState()).isEqualTo(new State("ep0ch", 7));
        account.update(moved(new EmailId(1), Set.of(DRAFTS), Set.of()));
        assertThat(account.state().emailState()).isEqualTo(new State("ep0ch", 9));
    }

    @Test
    void nothing_is_done_when_the_email_state_is_another() {
        var stale =
                new ChangeEmails(
                        TestAccount.ID,
                        new State("other", 0),
                        List.of(email("k", "s")),
                        List.of(),
                        List.of());
        assertThat(account.handle(stale))
                .isEqualTo(new ChangeEmails.StateMismatch(new State("ep0ch", 0)));
        assertThat(account.events()).isEmpty();
    }
}
