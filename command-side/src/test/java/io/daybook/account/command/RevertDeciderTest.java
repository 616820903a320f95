package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ARCHIVE;
import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.NOON;
import static io.daybook.account.command.TestAccount.SENT;
import static io.daybook.account.command.TestAccount.email;
import static io.daybook.account.command.TestAccount.goneWithEmails;
import static io.daybook.account.command.TestAccount.keywords;
import static io.daybook.account.command.TestAccount.mailbox;
import static io.daybook.account.command.TestAccount.moved;
import static io.daybook.account.command.TestAccount.rename;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.RevertChanges;
import io.daybook.account.RevertChanges.Overtaken;
import io.daybook.account.RevertChanges.Reverted;
import io.daybook.account.RevertChanges.StateMismatch;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.State;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.EmailRefusal.NoSuchMailboxes;
import io.daybook.email.EmailRefusal.OverQuota;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.BringBack;
import io.daybook.email.EmailRevert.ChangeBack;
import io.daybook.email.EmailRevert.Changed;
import io.daybook.email.EmailRevert.Content;
import io.daybook.email.EmailRevert.Forbidden;
import io.daybook.email.EmailRevert.Gone;
import io.daybook.email.EmailRevert.TakeAway;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxRestored;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRefusal.NameTaken;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.thread.ThreadEvent.Recreated;
import io.daybook.vacation.VacationSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevertDeciderTest {
    private final TestAccount account = new TestAccount();
    private List<MailEvent> events = List.of();

    private Reverted revert(List<MailboxRevert> mailboxes, List<EmailRevert> emails) {
        var command = new RevertChanges(ID, null, mailboxes, emails, null, null, false);
        var decided = RevertDecider.decide(command, account.state());
        events = List.copyOf(decided.events());
        events.forEach(event -> account.state().evolve(event, account.state().head() + 1));
        return (Reverted) decided.answer();
    }

    private Reverted emails(EmailRevert... emails) {
        return revert(List.of(), List.of(emails));
    }

    private static ChangeBack moveBack(EmailId email, MailboxId to, MailboxId from) {
        return new ChangeBack(
                email, List.of(), List.of(), Ids.of(to.value()), Ids.of(from.value()));
    }

    private BringBack back(EmailId email, int thread, int size, String id, MailboxId... places) {
        return new BringBack(
                email,
                new ThreadId(thread),
                BLOB,
                size,
                NOON,
                new Content(Ids.ofMailboxes(List.of(places)), List.of("$seen")),
                List.of(id),
                "s");
    }

    private void destroy(EmailId email) {
        account.emails(List.of(), List.of(), List.of(new DestroyEmail(email)));
    }

    @Test
    void moves_of_many_come_back_by_one_event() {
        List<EmailRevert> reverts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            var email = account.receive("s" + i, "id" + i);
            account.update(moved(email, Set.of(ARCHIVE), Set.of(INBOX)));
            reverts.add(moveBack(email, INBOX, ARCHIVE));
        }
        var answer = revert(List.of(), reverts);
        assertThat(answer.emails().reverted()).hasSize(200);
        assertThat(events).hasSize(1).allMatch(EmailsMoved.class::isInstance);
        assertThat(account.state().emails().emailsIn(INBOX.value())).isEqualTo(200);
    }

    @Test
    void who_moved_an_email_on_is_not_overruled_by_half() {
        var email = account.receive("s", "id");
        account.update(moved(email, Set.of(ARCHIVE), Set.of(INBOX)));
        account.update(moved(email, Set.of(SENT), Set.of(ARCHIVE)));
        var answer = emails(moveBack(email, INBOX, ARCHIVE));
        assertThat(events).isEmpty();
        assertThat(answer.emails().refused().get(email))
                .isEqualTo(
                        new Changed(
                                new Content(Ids.of(3, 4), List.of()),
                                new Content(Ids.of(3), List.of())));
    }

    @Test
    void a_keyword_that_is_as_wanted_already_leaves_the_others_to_be_reverted() {
        var email = account.receive("s", "id");
        account.update(keywords(email, Set.of("a"), Set.of()));
        var answer =
                emails(new ChangeBack(email, List.of(), List.of("a", "b"), Ids.NONE, Ids.NONE));
        assertThat(answer.emails().reverted()).containsExactly(email);
        assertThat(events)
                .containsExactly(
                        new KeywordsChanged(Ids.of(email.value()), List.of(), List.of("a")));
        var again = emails(new ChangeBack(email, List.of(), List.of("a", "b"), Ids.NONE, Ids.NONE));
        assertThat(again.emails().unchanged()).containsExactly(email);
        assertThat(events).isEmpty();
        assertThat(again.after()).isEqualTo(again.before());
    }

    @Test
    void what_was_added_goes_only_as_it_was_left() {
        var email = account.receive("s", "id");
        var left = new Content(Ids.of(INBOX.value()), List.of());
        account.update(keywords(email, Set.of("a"), Set.of()));
        assertThat(emails(new TakeAway(email, left)).emails().refused().get(email))
                .isInstanceOf(Changed.class);
        account.update(keywords(email, Set.of(), Set.of("a")));
        assertThat(emails(new TakeAway(email, left)).emails().reverted()).containsExactly(email);
        assertThat(emails(new TakeAway(email, left)).emails().unchanged()).containsExactly(email);
        assertThat(emails(moveBack(email, SENT, INBOX)).emails().refused().get(email))
                .isEqualTo(new Gone());
    }

    @Test
    void an_email_comes_back_with_its_ids_and_new_uids_and_is_found_by_replies() {
        var email = account.receive("s", "id");
        int thread = account.threadOf(email);
        account.receive("other", "other");
        destroy(email);
        var answer = emails(back(email, thread, 100, "id", INBOX));
        assertThat(answer.emails().reverted()).containsExactly(email);
        var restored = (EmailsRestored) events.getFirst();
        assertThat(restored.emails().getFirst().email()).isEqualTo(email);
        assertThat(restored.emails().getFirst().placements())
                .containsExactly(new Placement(INBOX, 3));
        assertThat(restored.recreated()).isEmpty();
        var reply = account.receive("s", "reply", "id");
        assertThat(account.threadOf(reply)).isEqualTo(thread);
        // Once more is no change.
        assertThat(emails(back(email, thread, 100, "id", INBOX)).emails().unchanged())
                .containsExactly(email);
    }

    @Test
    void an_email_whose_thread_was_merged_meanwhile_comes_back_under_a_new_id() {
        var first = account.receive("s", "a");
        var gone = account.receive("s", "b", "a");
        int thread = account.threadOf(gone);
        account.receive("s", "c");
        account.receive("s", "d", "c");
        destroy(gone);
        account.receive("s", "e", "a", "c");
        int survivor = account.threadOf(account.receive("s", "f", "e"));
        assertThat(survivor).isNotEqualTo(thread);
        assertThat(account.state().emails().has(first.value())).isFalse();
        var answer = emails(back(gone, thread, 100, "b", INBOX));
        EmailId is = answer.recreated().get(gone);
        assertThat(is.value()).isGreaterThan(gone.value());
        assertThat(account.threadOf(is)).isEqualTo(survivor);
        assertThat(((EmailsRestored) events.getFirst()).recreated())
                .containsExactly(new Recreated(gone.value(), is.value()));
        assertThat(account.threadOf(account.receive("s", "g", "b"))).isEqualTo(survivor);
    }

    @Test
    void what_does_not_fit_into_the_quota_is_refused_and_the_rest_comes_back() {
        var one = account.receive("s", "a");
        var two = account.receive("s", "b");
        destroy(one);
        destroy(two);
        var answer =
                emails(
                        back(one, 1, 600_000_000, "a", INBOX),
                        back(two, 2, 600_000_000, "b", INBOX));
        assertThat(answer.emails().reverted()).containsExactly(one);
        assertThat(answer.emails().refused().get(two))
                .isEqualTo(new Forbidden(new OverQuota(600_000_000, 1_000_000_000)));
    }

    @Test
    void a_mailbox_comes_back_with_its_mail_and_its_uids_go_on() {
        var work = account.create(mailbox("k", "Work")).created().get("k");
        var email = account.receive("s", "id");
        account.update(moved(email, Set.of(work), Set.of(INBOX)));
        int thread = account.threadOf(email);
        int uidValidity = account.state().mailboxes().find(work).uidValidity();
        account.destroy(goneWithEmails(work));
        var content = new MailboxRevert.Content("Work", null, null, 0, true);
        var answer =
                revert(
                        List.of(new MailboxRevert.BringBack(work, content, uidValidity)),
                        List.of(back(email, thread, 100, "id", work)));
        assertThat(answer.mailboxes().reverted()).containsExactly(work);
        assertThat(answer.emails().reverted()).containsExactly(email);
        var restored = (MailboxRestored) events.get(0);
        assertThat(restored.uidValidity()).isEqualTo(uidValidity);
        assertThat(restored.nextUid()).isEqualTo(2);
        assertThat(((EmailsRestored) events.get(1)).emails().getFirst().placements())
                .containsExactly(new Placement(work, 2));
        assertThat(account.state().emails().nextUid(work.value())).isEqualTo(3);
        SnapshotsTest.compareSnapshot(account.state());
    }

    @Test
    void a_mailbox_of_which_no_uid_is_known_gets_another_uid_validity() {
        var unknown = new MailboxId(77);
        var content = new MailboxRevert.Content("Work", null, null, 0, true);
        int last = account.state().mailboxes().lastUidValidity();
        revert(List.of(new MailboxRevert.BringBack(unknown, content, 5)), List.of());
        assertThat(((MailboxRestored) events.getFirst()).uidValidity()).isEqualTo(last + 1);
        assertThat(((MailboxRestored) events.getFirst()).nextUid()).isEqualTo(1);
    }

    @Test
    void a_mailbox_whose_name_was_taken_stays_away_and_so_does_its_mail() {
        var work = account.create(mailbox("k", "Work")).created().get("k");
        var email = account.receive("s", "id");
        account.update(moved(email, Set.of(work), Set.of(INBOX)));
        account.destroy(goneWithEmails(work));
        var other = account.create(mailbox("k", "Work")).created().get("k");
        var content = new MailboxRevert.Content("Work", null, null, 0, true);
        var answer =
                revert(
                        List.of(new MailboxRevert.BringBack(work, content, 1)),
                        List.of(back(email, 1, 100, "id", work)));
        assertThat(answer.mailboxes().refused().get(work))
                .isEqualTo(new MailboxRevert.Forbidden(new NameTaken(other)));
        assertThat(answer.emails().refused().get(email))
                .isEqualTo(new Forbidden(new NoSuchMailboxes(List.of(work))));
        assertThat(events).isEmpty();
    }

    @Test
    void names_that_were_exchanged_come_back_by_one_undo() {
        var a = account.create(mailbox("k", "A")).created().get("k");
        var b = account.create(mailbox("k", "B")).created().get("k");
        account.update(rename(a, "B"), rename(b, "A"));
        var nameA = new MailboxRevert.Content("A", null, null, 0, true);
        var nameB = new MailboxRevert.Content("B", null, null, 0, true);
        var answer =
                revert(
                        List.of(
                                new MailboxRevert.ChangeBack(a, nameB, nameA),
                                new MailboxRevert.ChangeBack(b, nameA, nameB)),
                        List.of());
        assertThat(answer.mailboxes().reverted()).containsExactly(a, b);
        assertThat(account.state().mailboxes().find(a).name()).isEqualTo("A");
    }

    @Test
    void a_mailbox_that_was_made_goes_when_its_mail_goes_too_and_else_stays() {
        var made = account.create(mailbox("k", "Made")).created().get("k");
        var email = account.receive("s", "id");
        account.update(moved(email, Set.of(made), Set.of(INBOX)));
        var left = new MailboxRevert.Content("Made", null, null, 0, true);
        var takeAway = new MailboxRevert.TakeAway(made, left);
        var answer = revert(List.of(takeAway), List.of());
        assertThat(answer.mailboxes().refused().get(made))
                .isEqualTo(new MailboxRevert.Forbidden(new HasEmail(1)));
        var both = revert(List.of(takeAway), List.of(moveBack(email, INBOX, made)));
        assertThat(both.mailboxes().reverted()).containsExactly(made);
        assertThat(events.getLast()).isEqualTo(new MailboxDestroyed(made));
    }

    @Test
    void a_call_for_another_state_or_settings_that_were_changed_since_does_nothing() {
        var email = account.receive("s", "id");
        State old = account.state().state();
        account.update(keywords(email, Set.of("a"), Set.of()));
        var stale = new RevertChanges(ID, old, List.of(), List.of(), null, null, false);
        assertThat(RevertDecider.decide(stale, account.state()).answer())
                .isEqualTo(new StateMismatch(account.state().state()));
        var seen = new RevertChanges.Vacation(new State("ep0ch", 999), VacationSetting.OFF);
        var overtaken = new RevertChanges(ID, null, List.of(), List.of(), null, seen, false);
        var decided = RevertDecider.decide(overtaken, account.state());
        assertThat(decided.answer()).isEqualTo(new Overtaken());
        assertThat(decided.events()).isEmpty();
    }
}
