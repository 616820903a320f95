package io.daybook.mailbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.command.TestAccount;
import io.daybook.core.MailboxId;
import io.daybook.core.Seeds;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRules;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random calls of Mailbox/set: whatever they ask, the rules of the RFC hold afterwards. */
class RandomMailboxesTest {
    private static final String[] ROLES = {"inbox", "sent", "junk", "all", "memos", "wrong"};
    private final Random random = Seeds.random("RandomMailboxesTest");
    private final TestAccount account = new TestAccount();

    @Test
    void no_call_breaks_a_rule_and_every_record_is_answered() {
        for (int call = 0; call < 1_500; call++) {
            List<CreateMailbox> create = new ArrayList<>();
            List<UpdateMailbox> update = new ArrayList<>();
            List<DestroyMailbox> destroy = new ArrayList<>();
            int creates = random.nextInt(5);
            for (int i = 0; i < creates; i++) {
                var parent = parent(creates).orElse(null);
                create.add(new CreateMailbox("c" + i, name(), parent, role(), 0, true));
            }
            Set<MailboxId> updated = new HashSet<>();
            for (int i = random.nextInt(7); i > 0; i--) {
                MailboxId id = some();
                if (updated.add(id)) {
                    update.add(update(id, creates));
                }
            }
            Set<MailboxId> destroyed = new HashSet<>();
            for (int i = random.nextInt(account.state().mailboxes().all().size() > 60 ? 20 : 3);
                    i > 0;
                    i--) {
                destroyed.add(some());
            }
            destroyed.forEach(id -> destroy.add(new DestroyMailbox(id, false)));
            var answer = account.mailboxes(create, update, destroy);
            assertAnswered(answer, create, updated, destroyed);
            assertRules();
        }
    }

    private UpdateMailbox update(MailboxId id, int creates) {
        return new UpdateMailbox(
                id,
                random.nextBoolean() ? name() : null,
                random.nextBoolean() ? parent(creates) : null,
                random.nextInt(3) == 0 ? Optional.ofNullable(role()) : null,
                null,
                null);
    }

    private String name() {
        return "n" + random.nextInt(12);
    }

    private @Nullable String role() {
        return random.nextInt(4) == 0 ? ROLES[random.nextInt(ROLES.length)] : null;
    }

    private Optional<MailboxRef> parent(int creates) {
        return switch (random.nextInt(5)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(TestAccount.in("c" + random.nextInt(creates + 1)));
            default -> Optional.of(TestAccount.in(some()));
        };
    }

    private MailboxId some() {
        var all = List.copyOf(account.state().mailboxes().all());
        return random.nextInt(40) == 0
                ? new MailboxId(99_999)
                : all.get(random.nextInt(all.size())).id();
    }

    private void assertAnswered(
            MailboxesChanged answer,
            List<CreateMailbox> create,
            Set<MailboxId> updated,
            Set<MailboxId> destroyed) {
        assertThat(answer.created().size() + answer.notCreated().size()).isEqualTo(create.size());
        assertThat(answer.updated().size() + answer.notUpdated().size()).isEqualTo(updated.size());
        assertThat(answer.destroyed().size() + answer.notDestroyed().size())
                .isEqualTo(destroyed.size());
        var tree = account.state().mailboxes();
        assertThat(answer.created().values()).allMatch(id -> tree.find(id) != null);
        assertThat(answer.destroyed()).allMatch(id -> tree.find(id) == null);
        assertThat(answer.after()).isEqualTo(account.state().head());
    }

    private void assertRules() {
        var tree = account.state().mailboxes();
        Set<String> places = new HashSet<>();
        Set<String> roles = new HashSet<>();
        for (Mailbox mailbox : tree.all()) {
            assertThat(places.add(mailbox.parent() + "/" + mailbox.name())).isTrue();
            assertThat(mailbox.role() == null || roles.add(mailbox.role())).isTrue();
            int depth = 1;
            for (Mailbox at = mailbox; at.parent() != null; depth++) {
                at = tree.find(at.parent());
                assertThat(at).isNotNull();
                assertThat(depth).isLessThan(MailboxRules.MAX_DEPTH);
            }
        }
        assertThat(roles).contains("inbox").doesNotContain("wrong");
    }
}
