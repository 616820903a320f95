package io.daybook.mailbox.command;

import static io.daybook.account.command.TestAccount.ARCHIVE;
import static io.daybook.account.command.TestAccount.DRAFTS;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.SENT;
import static io.daybook.account.command.TestAccount.child;
import static io.daybook.account.command.TestAccount.emailIn;
import static io.daybook.account.command.TestAccount.gone;
import static io.daybook.account.command.TestAccount.goneWithEmails;
import static io.daybook.account.command.TestAccount.in;
import static io.daybook.account.command.TestAccount.mailbox;
import static io.daybook.account.command.TestAccount.move;
import static io.daybook.account.command.TestAccount.rename;
import static io.daybook.account.command.TestAccount.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxEvent.MailboxDestroyed;
import io.daybook.mailbox.MailboxEvent.MailboxMoved;
import io.daybook.mailbox.MailboxEvent.MailboxRenamed;
import io.daybook.mailbox.MailboxEvent.MailboxRoleChanged;
import io.daybook.mailbox.MailboxEvent.MailboxSorted;
import io.daybook.mailbox.MailboxRefusal.HasChild;
import io.daybook.mailbox.MailboxRefusal.HasEmail;
import io.daybook.mailbox.MailboxRefusal.InvalidName;
import io.daybook.mailbox.MailboxRefusal.InvalidSortOrder;
import io.daybook.mailbox.MailboxRefusal.IsInbox;
import io.daybook.mailbox.MailboxRefusal.NameTaken;
import io.daybook.mailbox.MailboxRefusal.NoSuchMailbox;
import io.daybook.mailbox.MailboxRefusal.NoSuchParent;
import io.daybook.mailbox.MailboxRefusal.ParentLoop;
import io.daybook.mailbox.MailboxRefusal.RoleTaken;
import io.daybook.mailbox.MailboxRefusal.TooDeep;
import io.daybook.mailbox.MailboxRefusal.TooManyMailboxes;
import io.daybook.mailbox.MailboxRefusal.UnknownRole;
import io.daybook.mailbox.MailboxRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxDeciderTest {
    private final TestAccount account = new TestAccount();

    private MailboxId made(String name) {
        return account.create(mailbox("k", name)).created().get("k");
    }

    private MailboxId madeIn(MailboxId parent, String name) {
        return account.create(child("k", name, in(parent))).created().get("k");
    }

    private List<String> names() {
        return account.state().mailboxes().all().stream().map(m -> m.name()).toList();
    }

    @Test
    void a_new_account_has_its_role_mailboxes() {
        assertThat(names()).containsExactly("Inbox", "Drafts", "Sent", "Archive", "Junk", "Trash");
        assertThat(account.state().mailboxes().all())
                .extracting(m -> m.role())
                .containsExactly("inbox", "drafts", "sent", "archive", "junk", "trash");
    }

    @Test
    void a_created_mailbox_is_told_whole_and_gets_a_higher_uid_validity() {
        var answer = account.create(new CreateMailbox("k", "Work", in(INBOX), "memos", 7, false));
        assertThat(answer.created()).containsEntry("k", new MailboxId(7));
        assertThat(account.events())
                .containsExactly(
                        new MailboxCreated(
                                new MailboxId(7), "Work", INBOX, "memos", 7, false, 1006));
        assertThat(answer.after()).isEqualTo(answer.before() + 1);
    }

    @Test
    void siblings_have_different_names() {
        MailboxId work = made("Work");
        assertThat(account.create(mailbox("k", "Work")).notCreated())
                .containsEntry("k", new NameTaken(work));
        assertThat(account.create(mailbox("k", "work")).created()).containsKey("k");
        assertThat(account.create(child("k", "Work", in(work))).created()).containsKey("k");
    }

    @Test
    void names_are_compared_in_normal_form_c() {
        MailboxId cafe = made("Cafe\u0301");
        assertThat(names()).contains("Caf\u00e9");
        assertThat(account.create(mailbox("k", "Caf\u00e9")).notCreated())
                .containsEntry("k", new NameTaken(cafe));
    }

    @Test
    void there_is_one_inbox_at_the_top_in_any_case() {
        assertThat(account.create(mailbox("k", "INBOX")).notCreated())
                .containsEntry("k", new NameTaken(INBOX));
        assertThat(account.create(child("k", "INBOX", in(ARCHIVE))).created()).containsKey("k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "a\u0000b", "a\nb", "a\u007f", "a\u0085b", "a\u2028b", "\ud800"})
    void a_name_without_sense_is_refused(String name) {
        assertThat(account.create(mailbox("k", name)).notCreated().get("k"))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void a_name_has_at_most_255_octets() {
        assertThat(account.create(mailbox("k", "\u00e9".repeat(127) + "x")).created())
                .containsKey("k");
        assertThat(account.create(mailbox("k", "\u00e9".repeat(128))).notCreated().get("k"))
                .isInstanceOf(InvalidName.class);
    }

    @Test
    void two_mailboxes_created_in_one_call_cannot_share_a_name() {
        var answer = account.create(mailbox("a", "Work"), mailbox("b", "Work"));
        assertThat(answer.created()).containsOnlyKeys("a");
        assertThat(answer.notCreated())
                .containsEntry("b", new NameTaken(answer.created().get("a")));
    }

    @Test
    void creates_may_name_each_other_in_any_order() {
        var answer =
                account.create(
                        child("c", "C", in("b")), child("b", "B", in("a")), mailbox("a", "A"));
        var a = answer.created().get("a");
        var b = answer.created().get("b");
        assertThat(account.events())
                .extracting(e -> ((MailboxCreated) e).name())
                .containsExactly("A", "B", "C");
        assertThat(account.state().mailboxes().find(b).parent()).isEqualTo(a);
    }

    @Test
    void a_child_of_a_refused_mailbox_has_no_parent() {
        var answer = account.create(mailbox("a", "Inbox"), child("b", "B", in("a")));
        assertThat(answer.notCreated())
                .containsEntry("a", new NameTaken(INBOX))
                .containsEntry("b", new NoSuchParent());
        assertThat(account.events()).isEmpty();
    }

    @Test
    void a_parent_must_exist() {
        assertThat(account.create(child("k", "X", in(new MailboxId(99)))).notCreated())
                .containsEntry("k", new NoSuchParent());
        assertThat(account.create(child("k", "X", in("nobody"))).notCreated())
                .containsEntry("k", new NoSuchParent());
    }

    @Test
    void mailboxes_created_below_each_other_are_a_loop() {
        var answer = account.create(child("a", "A", in("b")), child("b", "B", in("a")));
        assertThat(answer.notCreated())
                .containsEntry("b", new ParentLoop())
                .containsEntry("a", new NoSuchParent());
    }

    @Test
    void a_mailbox_cannot_move_below_itself() {
        MailboxId a = made("A");
        MailboxId b = madeIn(a, "B");
        assertThat(account.update(move(a, in(b))).notUpdated()).containsEntry(a, new ParentLoop());
        assertThat(account.update(move(a, in(a))).notUpdated()).containsEntry(a, new ParentLoop());
    }

    @Test
    void parent_and_child_may_change_places_in_one_call() {
        MailboxId a = made("A");
        MailboxId b = madeIn(a, "B");
        assertThat(account.update(move(a, in(b)), move(b, null)).updated()).containsExactly(a, b);
        assertThat(account.events())
                .containsExactly(new MailboxMoved(b, null), new MailboxMoved(a, b));
    }

    @Test
    void of_two_moves_that_make_a_loop_the_first_is_made() {
        MailboxId a = made("A");
        MailboxId b = made("B");
        var answer = account.update(move(a, in(b)), move(b, in(a)));
        assertThat(answer.updated()).containsExactly(a);
        assertThat(answer.notUpdated()).containsEntry(b, new ParentLoop());
    }

    @Test
    void the_tree_has_at_most_ten_levels() {
        MailboxId at = made("1");
        for (int depth = 2; depth <= MailboxRules.MAX_DEPTH; depth++) {
            at = madeIn(at, "" + depth);
        }
        var tooDeep = new TooDeep(MailboxRules.MAX_DEPTH);
        assertThat(account.create(child("k", "11", in(at))).notCreated())
                .containsEntry("k", tooDeep);
        MailboxId top = account.state().mailboxes().find(new MailboxId(7)).id();
        assertThat(account.update(move(top, in(INBOX))).notUpdated()).containsEntry(top, tooDeep);
    }

    @Test
    void an_account_has_at_most_so_many_mailboxes() {
        int room = MailboxRules.MAX_MAILBOXES - 6;
        List<CreateMailbox> creates = new ArrayList<>();
        IntStream.rangeClosed(0, room).forEach(i -> creates.add(mailbox("k" + i, "n" + i)));
        var answer = account.mailboxes(creates, List.of(), List.of());
        assertThat(answer.created()).hasSize(room);
        assertThat(answer.notCreated())
                .containsOnlyKeys("k" + room)
                .containsValue(new TooManyMailboxes(MailboxRules.MAX_MAILBOXES));
    }

    @Test
    void a_role_is_of_the_registry_and_unique() {
        MailboxId work = made("Work");
        assertThat(account.update(role(work, "secret")).notUpdated())
                .containsEntry(work, new UnknownRole());
        assertThat(account.update(role(work, "Sent")).notUpdated())
                .containsEntry(work, new UnknownRole());
        assertThat(account.update(role(work, "sent")).notUpdated())
                .containsEntry(work, new RoleTaken(SENT));
        assertThat(account.update(role(work, "snoozed")).updated()).containsExactly(work);
    }

    @Test
    void roles_may_be_swapped_in_one_call() {
        var answer = account.update(role(SENT, "archive"), role(ARCHIVE, "sent"));
        assertThat(answer.updated()).containsExactly(SENT, ARCHIVE);
        assertThat(account.events())
                .containsExactly(
                        new MailboxRoleChanged(SENT, null),
                        new MailboxRoleChanged(ARCHIVE, null),
                        new MailboxRoleChanged(SENT, "archive"),
                        new MailboxRoleChanged(ARCHIVE, "sent"));
    }

    @Test
    void names_may_be_swapped_in_one_call() {
        assertThat(account.update(rename(SENT, "Archive"), rename(ARCHIVE, "Sent")).updated())
                .containsExactly(SENT, ARCHIVE);
    }

    @Test
    void a_name_given_up_by_a_refused_rename_stays_taken() {
        var answer = account.update(rename(SENT, "Archive"), rename(ARCHIVE, "Inbox"));
        assertThat(answer.notUpdated())
                .containsEntry(SENT, new NameTaken(ARCHIVE))
                .containsEntry(ARCHIVE, new NameTaken(INBOX));
    }

    @Test
    void a_wish_is_not_dropped_for_one_that_fails_itself() {
        var loses =
                new UpdateMailbox(SENT, "New", null, java.util.Optional.of("inbox"), null, null);
        var answer = account.update(loses, rename(ARCHIVE, "New"));
        assertThat(answer.notUpdated()).containsOnlyKeys(SENT);
        assertThat(answer.updated()).containsExactly(ARCHIVE);
    }

    @Test
    void the_name_of_a_destroyed_mailbox_is_free_in_the_same_call() {
        var answer =
                account.mailboxes(
                        List.of(mailbox("k", "Archive")), List.of(), List.of(gone(ARCHIVE)));
        assertThat(answer.created()).containsKey("k");
        assertThat(answer.destroyed()).containsExactly(ARCHIVE);
    }

    @Test
    void the_inbox_always_exists() {
        assertThat(account.destroy(goneWithEmails(INBOX)).notDestroyed())
                .containsEntry(INBOX, new IsInbox());
        assertThat(account.update(role(INBOX, null)).notUpdated())
                .containsEntry(INBOX, new IsInbox());
        assertThat(account.update(role(INBOX, null), role(ARCHIVE, "inbox")).updated())
                .containsExactly(INBOX, ARCHIVE);
    }

    @Test
    void a_sort_order_is_not_negative() {
        assertThat(account.update(new UpdateMailbox(SENT, null, null, null, -1, null)).notUpdated())
                .containsEntry(SENT, new InvalidSortOrder());
        account.update(new UpdateMailbox(SENT, null, null, null, Integer.MAX_VALUE, null));
        assertThat(account.events()).containsExactly(new MailboxSorted(SENT, Integer.MAX_VALUE));
    }

    @Test
    void an_update_that_changes_nothing_is_accepted_without_event() {
        assertThat(account.update(rename(SENT, "Sent")).updated()).containsExactly(SENT);
        assertThat(account.events()).isEmpty();
    }

    @Test
    void a_rename_tells_only_the_name() {
        account.update(rename(SENT, "Gesendet"));
        assertThat(account.events()).containsExactly(new MailboxRenamed(SENT, "Gesendet"));
    }

    @Test
    void an_unknown_mailbox_is_neither_updated_nor_destroyed() {
        var unknown = new MailboxId(99);
        assertThat(account.update(rename(unknown, "X")).notUpdated())
                .containsEntry(unknown, new NoSuchMailbox());
        assertThat(account.destroy(gone(unknown)).notDestroyed())
                .containsEntry(unknown, new NoSuchMailbox());
    }

    @Test
    void a_mailbox_with_a_child_stays_even_if_its_emails_may_go() {
        madeIn(ARCHIVE, "2025");
        account.add(emailIn("k", Set.of(ARCHIVE), Set.of(), "s"));
        assertThat(account.destroy(goneWithEmails(ARCHIVE)).notDestroyed())
                .containsEntry(ARCHIVE, new HasChild());
        assertThat(account.destroy(gone(ARCHIVE)).notDestroyed())
                .containsEntry(ARCHIVE, new HasChild());
    }

    @Test
    void children_go_before_their_parents_in_one_call() {
        MailboxId child = madeIn(ARCHIVE, "2025");
        assertThat(account.destroy(gone(ARCHIVE), gone(child)).destroyed())
                .containsExactly(child, ARCHIVE);
        assertThat(account.events())
                .containsExactly(new MailboxDestroyed(child), new MailboxDestroyed(ARCHIVE));
    }

    @Test
    void a_parent_stays_with_a_child_that_stays_for_its_emails() {
        MailboxId child = madeIn(ARCHIVE, "2025");
        account.add(emailIn("k", Set.of(child), Set.of(), "s"));
        assertThat(account.destroy(gone(ARCHIVE), gone(child)).notDestroyed())
                .containsEntry(ARCHIVE, new HasChild())
                .containsEntry(child, new HasEmail(1));
    }

    @Test
    void a_mailbox_destroyed_twice_in_one_call_is_destroyed_once() {
        assertThat(account.destroy(gone(ARCHIVE), gone(ARCHIVE)).destroyed())
                .containsExactly(ARCHIVE);
    }

    @Test
    void mail_that_is_elsewhere_too_only_leaves_a_destroyed_mailbox() {
        var answer =
                account.add(
                        emailIn("a", Set.of(ARCHIVE), Set.of(), "a"),
                        emailIn("b", Set.of(ARCHIVE, INBOX), Set.of(), "b"),
                        emailIn("c", Set.of(ARCHIVE, DRAFTS), Set.of(), "c"),
                        emailIn("d", Set.of(INBOX), Set.of(), "d"));
        assertThat(answer.created()).hasSize(4);
        account.destroy(goneWithEmails(ARCHIVE), goneWithEmails(DRAFTS));
        assertThat(account.events())
                .containsExactly(
                        new EmailsMoved(Ids.of(2), List.of(), Ids.of(4)),
                        new EmailsDestroyed(Ids.of(1, 3)),
                        new MailboxDestroyed(ARCHIVE),
                        new MailboxDestroyed(DRAFTS));
        assertThat(account.state().emails().size()).isEqualTo(2);
    }

    @Test
    void nothing_is_done_when_the_stream_has_moved_on() {
        var stale =
                new ChangeMailboxes(
                        TestAccount.ID,
                        account.state().head() - 1,
                        List.of(mailbox("k", "X")),
                        List.of(),
                        List.of());
        assertThat(account.handle(stale))
                .isEqualTo(new ChangeMailboxes.VersionMoved(account.state().head()));
        assertThat(account.events()).isEmpty();
    }
}
