package io.daybook.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.RevertChanges.Reverted;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.Content;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.undo.UndoLab.Seen;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the undo of some changes should do, by what could be seen before and after each. */
record UndoModel(List<Seen> seen, Set<Long> undone, Seen now) {
    void require(Reverted reverted, Seen after, String where) {
        Set<Integer> touched = new TreeSet<>();
        for (long seq : undone) {
            var was = seen.get((int) seq - 1).emails();
            var is = seen.get((int) seq).emails();
            var both = new TreeSet<>(was.keySet());
            both.addAll(is.keySet());
            both.removeIf(id -> Objects.equals(was.get(id), is.get(id)));
            touched.addAll(both);
        }
        for (int id : touched) {
            email(id, reverted, after, where + " email " + id);
        }
        // Nothing but what was touched is changed.
        now.emails()
                .forEach((id, content) -> {
                    if (!touched.contains(id)) {
                        assertThat(after.emails().get(id)).as(where).isEqualTo(content);
                    }
                });
        for (MailboxId id : MailboxUndoModel.touched(seen, undone)) {
            new MailboxUndoModel(seen, undone, id)
                    .require(reverted.mailboxes(), now, after, where + " mailbox " + id);
        }
        reverted.mailboxes()
                .refused()
                .forEach((id, why) ->
                        assertThat(after.mailboxes().get(id))
                                .as(where + " " + id + " " + why)
                                .isEqualTo(now.mailboxes().get(id)));
        reverted.mailboxes().refused().values().stream()
                .filter(MailboxRevert.Changed.class::isInstance)
                .map(MailboxRevert.Changed.class::cast)
                .forEach(it -> assertThat(it.now()).as(where).isNotEqualTo(it.expected()));
    }

    private void email(int id, Reverted reverted, Seen after, String where) {
        Map<String, boolean[]> flips = new TreeMap<>();
        Boolean existed = null;
        boolean exists = true;
        Content destroyed = null;
        for (long seq : undone) {
            Content was = seen.get((int) seq - 1).emails().get(id);
            Content is = seen.get((int) seq).emails().get(id);
            if (was == null && is == null) {
                continue;
            }
            if ((was == null) != (is == null)) {
                existed = existed == null ? was != null : existed;
                exists = is != null;
            }
            if (is == null) {
                destroyed = was;
                continue;
            }
            if (was == null && existed && destroyed == null) {
                continue;
            }
            var before =
                    was != null ? members(was) : existed ? members(destroyed) : Set.<String>of();
            var left = members(is);
            if (was == null && !existed) {
                flips.values().forEach(it -> it[1] = false);
            }
            var all = new TreeSet<>(before);
            all.addAll(left);
            for (String member : all) {
                if (before.contains(member) != left.contains(member)) {
                    flips.computeIfAbsent(member, it -> new boolean[] {before.contains(it), false})[
                                    1] =
                            left.contains(member);
                }
            }
        }
        boolean wasThere = existed == null || existed;
        if (!wasThere && !exists) {
            return;
        }
        Content is = now.emails().get(id);
        Content then = after.emails().get(id);
        var emails = reverted.emails();
        var key = new EmailId(id);
        if (!wasThere) {
            if (is == null) {
                assertThat(emails.unchanged()).as(where).contains(key);
                assertThat(then).as(where).isNull();
            } else if (members(is).equals(side(flips, 1, Set.of()))) {
                assertThat(emails.reverted()).as(where).contains(key);
                assertThat(then).as(where).isNull();
            } else {
                assertThat(emails.refused().get(key))
                        .as(where)
                        .isInstanceOf(EmailRevert.Changed.class);
                assertThat(then).as(where).isEqualTo(is);
            }
            return;
        }
        if (!exists && is == null) {
            Set<String> wanted = side(flips, 0, members(lastSeen(id)));
            settle(key, null, wanted, reverted, after, where);
            return;
        }
        if (is == null) {
            assertThat(emails.refused().get(key)).as(where).isInstanceOf(EmailRevert.Gone.class);
            return;
        }
        Set<String> wanted = side(flips, 0, members(is));
        boolean contradicted = false;
        boolean someLeft = false;
        boolean someBefore = false;
        for (var flip : flips.entrySet()) {
            boolean[] sides = flip.getValue();
            if (flip.getKey().startsWith("m") && sides[0] != sides[1]) {
                boolean here = members(is).contains(flip.getKey());
                someLeft |= here == sides[1];
                someBefore |= here == sides[0];
            }
        }
        // Those without a net effect are not to be changed at all.
        for (var flip : flips.entrySet()) {
            if (flip.getValue()[0] == flip.getValue()[1]) {
                if (members(is).contains(flip.getKey())) {
                    wanted.add(flip.getKey());
                } else {
                    wanted.remove(flip.getKey());
                }
            }
        }
        contradicted = someLeft && someBefore;
        if (contradicted) {
            assertThat(emails.refused().get(key)).as(where).isInstanceOf(EmailRevert.Changed.class);
            assertThat(then).as(where).isEqualTo(is);
        } else {
            settle(key, is, wanted, reverted, after, where);
        }
    }

    private void settle(
            EmailId key,
            Content is,
            Set<String> wanted,
            Reverted reverted,
            Seen after,
            String where) {
        Content then = after.emails().get(key.value());
        var emails = reverted.emails();
        if (is != null && members(is).equals(wanted)) {
            assertThat(emails.unchanged()).as(where).contains(key);
            assertThat(then).as(where).isEqualTo(is);
            return;
        }
        var places = wanted.stream().filter(it -> it.startsWith("m")).toList();
        boolean allThere =
                places.stream()
                        .map(it -> new MailboxId(Integer.parseInt(it.substring(1))))
                        .allMatch(after.mailboxes()::containsKey);
        if (places.isEmpty() || !allThere) {
            assertThat(emails.refused().get(key))
                    .as(where)
                    .isInstanceOf(EmailRevert.Forbidden.class);
            assertThat(then).as(where).isEqualTo(is);
        } else {
            assertThat(emails.reverted()).as(where).contains(key);
            assertThat(then == null ? null : members(then)).as(where).isEqualTo(wanted);
        }
    }

    private static Set<String> side(Map<String, boolean[]> flips, int side, Set<String> otherwise) {
        Set<String> members = new TreeSet<>(otherwise);
        flips.forEach((member, sides) -> {
            if (sides[side]) {
                members.add(member);
            } else {
                members.remove(member);
            }
        });
        return members;
    }

    private Content lastSeen(int id) {
        for (int seq = seen.size() - 1; seq >= 0; seq--) {
            Content content = seen.get(seq).emails().get(id);
            if (content != null) {
                return content;
            }
        }
        throw new IllegalStateException("never seen: " + id);
    }

    private static Set<String> members(Content content) {
        Set<String> members = new TreeSet<>();
        content.mailboxes().forEach(id -> members.add("m" + id));
        content.keywords().forEach(word -> members.add("k" + word));
        return members;
    }
}
