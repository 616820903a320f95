package io.daybook.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.RevertChanges.Outcome;
import io.daybook.core.MailboxId;
import io.daybook.mailbox.MailboxRevert.Changed;
import io.daybook.mailbox.MailboxRevert.Forbidden;
import io.daybook.mailbox.MailboxRevert.Gone;
import io.daybook.mailbox.MailboxRevert.Refusal;
import io.daybook.mailbox.command.MailboxTree.Mailbox;
import io.daybook.undo.UndoLab.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the undo of some changes should do to one mailbox, by what could be seen of it. */
record MailboxUndoModel(List<Seen> seen, Set<Long> undone, MailboxId id) {
    /** What the undone changes made of it: of its existence, and of each of its properties. */
    private static final class Net {
        boolean existed = true;
        boolean exists = true;
        boolean moved;
        List<Object> brought;
        List<Object> destroyed;
        final TreeMap<Integer, Object[]> flips = new TreeMap<>();

        void take(List<Object> was, List<Object> is) {
            if ((was == null) != (is == null)) {
                existed = moved ? existed : was != null;
                exists = is != null;
                moved = true;
            }
            if (is == null) {
                destroyed = was == null ? destroyed : was;
                brought = null;
            } else if (was == null && !existed) {
                brought = new ArrayList<>(is);
            } else if (brought != null) {
                // What a change that stays made of it meanwhile is not what was left.
                for (int i = 0; i < is.size(); i++) {
                    if (!Objects.equals(was.get(i), is.get(i))) {
                        brought.set(i, is.get(i));
                    }
                }
            } else {
                flip(was == null ? destroyed : was, is);
            }
        }

        private void flip(List<Object> was, List<Object> is) {
            for (int i = 0; i < is.size(); i++) {
                if (!Objects.equals(was.get(i), is.get(i))) {
                    flips.computeIfAbsent(i, at -> new Object[] {was.get(at), null})[1] = is.get(i);
                }
            }
        }

        List<Object> before(List<Object> otherwise) {
            List<Object> before = new ArrayList<>(otherwise);
            flips.forEach((i, sides) -> {
                if (!Objects.equals(sides[0], sides[1])) {
                    before.set(i, sides[0]);
                }
            });
            return before;
        }

        boolean isContradicted(List<Object> now) {
            return flips.entrySet().stream()
                    .anyMatch(it -> isNeither(now.get(it.getKey()), it.getValue()));
        }

        private static boolean isNeither(Object now, Object[] sides) {
            return !Objects.equals(sides[0], sides[1])
                    && !Objects.equals(now, sides[0])
                    && !Objects.equals(now, sides[1]);
        }
    }

    static Set<MailboxId> touched(List<Seen> seen, Set<Long> undone) {
        Set<MailboxId> touched = new TreeSet<>();
        for (long seq : undone) {
            var was = seen.get((int) seq - 1).mailboxes();
            var is = seen.get((int) seq).mailboxes();
            var all = new TreeSet<>(was.keySet());
            all.addAll(is.keySet());
            all.removeIf(it -> Objects.equals(was.get(it), is.get(it)));
            touched.addAll(all);
        }
        return touched;
    }

    void require(Outcome<MailboxId, Refusal> told, Seen now, Seen after, String where) {
        Net net = new Net();
        for (long seq : undone) {
            var was = values(seen.get((int) seq - 1));
            var is = values(seen.get((int) seq));
            if (!Objects.equals(was, is)) {
                net.take(was, is);
            }
        }
        var is = values(now);
        var then = values(after);
        if (net.brought != null) {
            takeAway(told, is, net.brought, then, where);
        } else if (net.existed && !net.exists && is == null) {
            settle(told, null, net.before(lastSeen()), then, where);
        } else if (!net.existed && net.flips.isEmpty()) {
            assertThat(then).as(where).isEqualTo(is);
            assertThat(told.refused()).as(where).doesNotContainKey(id);
        } else if (is == null) {
            assertThat(told.refused().get(id)).as(where).isEqualTo(new Gone());
        } else if (net.isContradicted(is)) {
            assertThat(told.refused().get(id)).as(where).isInstanceOf(Changed.class);
            assertThat(then).as(where).isEqualTo(is);
        } else {
            settle(told, is, net.before(is), then, where);
        }
    }

    private void takeAway(
            Outcome<MailboxId, Refusal> told,
            List<Object> is,
            List<Object> left,
            List<Object> then,
            String where) {
        if (is == null || is.equals(left)) {
            settle(told, is, null, then, where);
        } else {
            assertThat(told.refused().get(id)).as(where).isInstanceOf(Changed.class);
            assertThat(then).as(where).isEqualTo(is);
        }
    }

    private void settle(
            Outcome<MailboxId, Refusal> told,
            List<Object> is,
            List<Object> wanted,
            List<Object> then,
            String where) {
        Refusal refusal = told.refused().get(id);
        if (refusal == null) {
            assertThat(Objects.equals(is, wanted) ? told.unchanged() : told.reverted())
                    .as(where)
                    .contains(id);
            assertThat(then).as(where).isEqualTo(wanted);
        } else {
            // Whether the rules of Mailbox/set allow it is the matter of RandomMailboxesTest.
            assertThat(refusal).as(where).isInstanceOf(Forbidden.class);
            assertThat(is).as(where).isNotEqualTo(wanted);
            assertThat(then).as(where).isEqualTo(is);
        }
    }

    private List<Object> lastSeen() {
        for (Seen at : seen.reversed()) {
            var values = values(at);
            if (values != null) {
                return values;
            }
        }
        throw new IllegalStateException("never seen: " + id);
    }

    /** What of it can change; null when it is not there. */
    private List<Object> values(Seen at) {
        var it = (Mailbox) at.mailboxes().get(id);
        return it == null
                ? null
                : Arrays.asList(
                        it.name(), it.parent(), it.role(), it.sortOrder(), it.isSubscribed());
    }
}
