package io.daybook.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.RevertChanges.Reverted;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.IdentitySetting;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRevert.Changed;
import io.daybook.mailbox.MailboxRevert.Content;
import io.daybook.mailbox.MailboxRevert.Gone;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Changes of a record are undone that lie on both sides of a destroy or a restore that stays: that
 * the record is there is a property of its own.
 */
class UndoAcrossDestroyTest {
    private final UndoLab lab = new UndoLab(1L << 40);
    private final MailboxId work =
            mailboxes(
                            List.of(new CreateMailbox("k", "Work", null, null, 1, true)),
                            List.of(),
                            List.of())
                    .created()
                    .get("k");

    private ChangeMailboxes.MailboxesChanged mailboxes(
            List<CreateMailbox> create, List<UpdateMailbox> update, List<DestroyMailbox> destroy) {
        return lab.mailboxes(new ChangeMailboxes(UndoLab.ID, null, create, update, destroy));
    }

    private long rename(String name) {
        mailboxes(
                List.of(),
                List.of(new UpdateMailbox(work, name, null, null, null, null)),
                List.of());
        return lab.head();
    }

    private long sort(int order) {
        mailboxes(
                List.of(),
                List.of(new UpdateMailbox(work, null, null, null, order, null)),
                List.of());
        return lab.head();
    }

    private long destroy() {
        mailboxes(List.of(), List.of(), List.of(new DestroyMailbox(work, true)));
        return lab.head();
    }

    /** Brings back what was destroyed, by an undo that stays. */
    private long restore(long destroyed) {
        assertThat(lab.undo(List.of(destroyed)).mailboxes().reverted()).containsExactly(work);
        return lab.head();
    }

    private void isNow(String name, int sortOrder) {
        var mailbox = lab.state.mailboxes().find(work);
        assertThat(mailbox).isNotNull();
        assertThat(mailbox.name()).isEqualTo(name);
        assertThat(mailbox.sortOrder()).isEqualTo(sortOrder);
    }

    private void isReverted(Reverted answer) {
        assertThat(answer.mailboxes().reverted()).containsExactly(work);
        assertThat(answer.mailboxes().refused()).isEmpty();
    }

    @Test
    void a_name_given_after_a_restore_goes_back_although_the_destroy_is_undone_too() {
        long destroyed = destroy();
        restore(destroyed);
        sort(5);
        long renamed = rename("Play");
        isReverted(lab.undo(List.of(destroyed, renamed)));
        isNow("Work", 5);
    }

    @Test
    void a_name_changed_once_more_since_is_a_conflict_of_that_name() {
        long destroyed = destroy();
        restore(destroyed);
        long renamed = rename("Play");
        rename("Home");
        var answer = lab.undo(List.of(destroyed, renamed));
        assertThat(answer.mailboxes().refused().get(work))
                .isInstanceOfSatisfying(
                        Changed.class,
                        it -> {
                            assertThat(it.expected()).isNotNull();
                            assertThat(it.expected().name()).isEqualTo("Play");
                            assertThat(it.now().name()).isEqualTo("Home");
                        });
        isNow("Home", 1);
    }

    @Test
    void a_destroy_that_was_made_good_is_left_alone_whatever_was_changed_since() {
        long destroyed = destroy();
        restore(destroyed);
        rename("Play");
        var answer = lab.undo(List.of(destroyed));
        assertThat(answer.mailboxes().unchanged()).containsExactly(work);
        isNow("Play", 1);
    }

    @Test
    void a_restored_mailbox_goes_again_although_an_earlier_name_is_undone_too() {
        long renamed = rename("Play");
        long restored = restore(destroy());
        isReverted(lab.undo(List.of(renamed, restored)));
        assertThat(lab.state.mailboxes().find(work)).isNull();
    }

    @Test
    void a_restored_mailbox_that_was_changed_since_stays() {
        long renamed = rename("Play");
        long restored = restore(destroy());
        sort(5);
        var answer = lab.undo(List.of(renamed, restored));
        assertThat(answer.mailboxes().refused().get(work))
                .isEqualTo(
                        new Changed(
                                new Content("Play", null, null, 1, true),
                                new Content("Play", null, null, 5, true)));
        isNow("Play", 5);
    }

    @Test
    void names_on_both_sides_of_a_destroy_and_a_restore_that_stay_go_back_to_the_first() {
        long first = rename("Play");
        restore(destroy());
        long second = rename("Home");
        isReverted(lab.undo(List.of(first, second)));
        isNow("Work", 1);
    }

    @Test
    void what_is_not_there_now_is_told_to_be_gone() {
        long renamed = rename("Play");
        long restored = restore(destroy());
        long destroyedAgain = destroy();
        assertThat(lab.undo(List.of(renamed)).mailboxes().refused())
                .containsEntry(work, new Gone());
        // It came and went among the undone changes, and the name is still to go back.
        assertThat(lab.undo(List.of(renamed, restored, destroyedAgain)).mailboxes().refused())
                .containsEntry(work, new Gone());
        assertThat(lab.undo(List.of(renamed, restored)).mailboxes().unchanged())
                .containsExactly(work);
    }

    @Test
    void what_came_and_went_among_the_undone_changes_is_no_matter() {
        long restored = restore(destroy());
        long destroyedAgain = destroy();
        var answer = lab.undo(List.of(restored, destroyedAgain)).mailboxes();
        assertThat(answer.reverted()).isEmpty();
        assertThat(answer.unchanged()).isEmpty();
        assertThat(answer.refused()).isEmpty();
    }

    @Test
    void a_mailbox_destroyed_twice_comes_back_as_it_was_last_without_the_undone_name() {
        long destroyed = destroy();
        restore(destroyed);
        sort(5);
        long renamed = rename("Play");
        destroy();
        isReverted(lab.undo(List.of(destroyed, renamed)));
        isNow("Work", 5);
    }

    @Test
    void an_identity_loses_nothing_that_no_undone_change_touched() {
        IdentityId id = createIdentity();
        long destroyed = destroyIdentity(id);
        lab.undo(List.of(destroyed));
        long signed = setIdentity(id, new IdentitySetting("Name", null, null, "other", "html"));
        var answer = lab.undo(List.of(destroyed, signed));
        assertThat(answer.identities().reverted()).containsExactly(id);
        assertThat(lab.identities.get(id).setting())
                .isEqualTo(new IdentitySetting("Name", null, null, "text", "html"));
    }

    @Test
    void a_restored_identity_goes_again_although_an_earlier_change_is_undone_too() {
        IdentityId id = createIdentity();
        long signed = setIdentity(id, new IdentitySetting("Name", null, null, "other", "html"));
        lab.undo(List.of(destroyIdentity(id)));
        long restored = lab.head();
        var answer = lab.undo(List.of(signed, restored));
        assertThat(answer.identities().reverted()).containsExactly(id);
        assertThat(lab.identities).doesNotContainKey(id);
    }

    private IdentityId createIdentity() {
        var setting = new IdentitySetting("Name", null, null, "text", "html");
        identities(
                List.of(new CreateIdentity("k", "x@example.test", setting)), List.of(), List.of());
        return lab.identities.lastKey();
    }

    private long setIdentity(IdentityId id, IdentitySetting setting) {
        identities(List.of(), List.of(new UpdateIdentity(id, setting)), List.of());
        return lab.head();
    }

    private long destroyIdentity(IdentityId id) {
        identities(List.of(), List.of(), List.of(id));
        return lab.head();
    }

    private void identities(
            List<CreateIdentity> create, List<UpdateIdentity> update, List<IdentityId> destroy) {
        lab.identities(
                new ChangeIdentities(UndoLab.ID, null, UndoLab.SENDERS, create, update, destroy));
    }
}
