package io.daybook.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.RevertChanges.Reverted;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.SetChange;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailRevert;
import io.daybook.email.EmailRevert.Content;
import io.daybook.identity.ChangeIdentities;
import io.daybook.identity.ChangeIdentities.CreateIdentity;
import io.daybook.identity.ChangeIdentities.UpdateIdentity;
import io.daybook.identity.IdentitySetting;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand.CreateMailbox;
import io.daybook.mailbox.MailboxCommand.DestroyMailbox;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxRef;
import io.daybook.mailbox.MailboxRevert;
import io.daybook.undo.UndoLab.Seen;
import io.daybook.vacation.VacationSetting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random histories with random undos, and undos of undos. */
class RandomUndoTest {
    private static final List<String> WORDS = List.of("$seen", "$flagged", "a", "b");
    private static final List<String> NAMES = List.of("N1", "N2", "N3", "N4", "N5");
    private static final List<String> ROLES = List.of("archive", "junk", "trash", "memos");

    private final Random random =
            new Random(Long.getLong("seed", System.nanoTime() % 1_000_000_000));
    private final UndoLab lab = new UndoLab(1L << 40);

    @Test
    void undoing_the_last_changes_gives_the_state_before_them_exactly() {
        String seed = seed();
        for (int round = 0; round < 400; round++) {
            for (int i = 0; i < 1 + random.nextInt(10); i++) {
                change();
            }
            long head = lab.head();
            // Within an append two mailboxes may have one name for a moment.
            Long from = lab.appends.ceiling(Math.max(7, head - random.nextInt(25)));
            if (from == null || from > head) {
                continue;
            }
            var before = lab.seen.get(from.intValue() - 1);
            var reverted = lab.undo(LongStream.rangeClosed(from, head).boxed().toList());
            String where = seed + " round " + round + " from " + from + " " + reverted;
            assertThat(reverted.emails().refused()).as(where).isEmpty();
            assertThat(reverted.mailboxes().refused()).as(where).isEmpty();
            assertThat(reverted.identities().refused()).as(where).isEmpty();
            assertThat(Seen.of(lab)).as(where).isEqualTo(before);
            if (random.nextBoolean()) {
                redo(head, where);
            }
        }
    }

    /** The undo of an undo gives what the undo took. */
    private void redo(long head, String where) {
        if (lab.head() > head) {
            var undone = lab.seen.get((int) head);
            lab.undo(LongStream.rangeClosed(head + 1, lab.head()).boxed().toList());
            assertThat(Seen.of(lab)).as(where).isEqualTo(undone);
        }
    }

    @Test
    void undoing_any_changes_does_what_a_simple_model_expects() {
        String seed = seed();
        int conflicts = 0;
        for (int round = 0; round < 600; round++) {
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                change();
            }
            Set<Long> some = new TreeSet<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                some.add(Math.max(7, lab.head() - random.nextInt(60)));
            }
            some.removeIf(seq -> seq > lab.head());
            var now = Seen.of(lab);
            var model = new UndoModel(lab.seen, some, now);
            var reverted = lab.undo(List.copyOf(some));
            model.require(reverted, Seen.of(lab), seed + " round " + round + " undo " + some);
            conflicts += reverted.emails().refused().size();
        }
        assertThat(conflicts).isGreaterThan(20);
    }

    private String seed() {
        long seed = Long.getLong("seed", random.nextLong(1_000_000_000));
        random.setSeed(seed);
        System.out.println("RandomUndoTest -Dseed=" + seed);
        return "-Dseed=" + seed;
    }

    private void change() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> add();
            case 4, 5, 6 -> keywords();
            case 7, 8, 9 -> move();
            case 10, 11 -> destroy();
            case 12, 13, 14 -> mailboxes();
            default -> settings();
        }
    }

    private void add() {
        List<AddEmail> adds = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            // One id each: two threads are never found to be one.
            var it =
                    UndoLab.message(
                            "id" + random.nextInt(40),
                            someMailboxes(),
                            someWords(),
                            100 + random.nextInt(900));
            adds.add(
                    new AddEmail(
                            "k" + i,
                            it.blob(),
                            it.size(),
                            it.receivedAt(),
                            it.mailboxes(),
                            it.keywords(),
                            it.messageIds(),
                            it.baseSubject()));
        }
        lab.emails(adds, List.of(), List.of());
    }

    private void keywords() {
        Set<String> add = someWords();
        Set<String> remove = someWords();
        remove.removeAll(add);
        lab.emails(
                List.of(),
                someEmails().stream()
                        .map(it ->
                                new UpdateEmail(it, SetChange.none(), SetChange.patch(add, remove)))
                        .toList(),
                List.of());
    }

    private void move() {
        Set<MailboxId> to = someMailboxes();
        lab.emails(
                List.of(),
                someEmails().stream()
                        .map(it ->
                                new UpdateEmail(
                                        it,
                                        random.nextBoolean()
                                                ? SetChange.replace(to)
                                                : SetChange.patch(to, Set.of()),
                                        SetChange.none()))
                        .toList(),
                List.of());
    }

    private void destroy() {
        lab.emails(List.of(), List.of(), someEmails().stream().map(DestroyEmail::new).toList());
    }

    private void mailboxes() {
        var all = mailboxIds();
        MailboxId one = all.get(random.nextInt(all.size()));
        MailboxId other = all.get(random.nextInt(all.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                if (all.size() < 14) {
                    lab.mailboxes(
                            new ChangeMailboxes(
                                    UndoLab.ID,
                                    null,
                                    List.of(
                                            new CreateMailbox(
                                                    "c",
                                                    name(),
                                                    random.nextBoolean()
                                                            ? new MailboxRef.Existing(one)
                                                            : null,
                                                    null,
                                                    random.nextInt(9),
                                                    random.nextBoolean())),
                                    List.of(),
                                    List.of()));
                }
            }
            case 2 -> update(new UpdateMailbox(one, name(), null, null, null, null));
            case 3 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    random.nextBoolean()
                                            ? Optional.empty()
                                            : Optional.of(new MailboxRef.Existing(other)),
                                    null,
                                    null,
                                    null));
            case 4 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    null,
                                    random.nextBoolean()
                                            ? Optional.empty()
                                            : Optional.of(ROLES.get(random.nextInt(4))),
                                    null,
                                    null));
            case 5 ->
                    update(
                            new UpdateMailbox(
                                    one,
                                    null,
                                    null,
                                    null,
                                    random.nextInt(9),
                                    random.nextBoolean()));
            default ->
                    lab.mailboxes(
                            new ChangeMailboxes(
                                    UndoLab.ID,
                                    null,
                                    List.of(),
                                    List.of(),
                                    List.of(new DestroyMailbox(one, true))));
        }
    }

    private void update(UpdateMailbox update) {
        lab.mailboxes(new ChangeMailboxes(UndoLab.ID, null, List.of(), List.of(update), List.of()));
    }

    private void settings() {
        var setting = new IdentitySetting(name(), null, null, name(), "");
        var ids = List.copyOf(lab.identities.keySet());
        IdentityId one = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(4)) {
            case 0 ->
                    identities(
                            List.of(new CreateIdentity("k", "x@example.test", setting)),
                            List.of(),
                            List.of());
            case 1 -> identities(List.of(), List.of(new UpdateIdentity(one, setting)), List.of());
            case 2 -> identities(List.of(), List.of(), List.of(one));
            default ->
                    lab.vacation(
                            new VacationSetting(
                                    random.nextBoolean(), null, null, name(), name(), null));
        }
    }

    private void identities(
            List<CreateIdentity> create, List<UpdateIdentity> update, List<IdentityId> destroy) {
        lab.identities(
                new ChangeIdentities(UndoLab.ID, null, UndoLab.SENDERS, create, update, destroy));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private List<MailboxId> mailboxIds() {
        return lab.state.mailboxes().all().stream().map(it -> it.id()).toList();
    }

    private Set<MailboxId> someMailboxes() {
        var all = mailboxIds();
        Set<MailboxId> some = new HashSet<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private Set<String> someWords() {
        Set<String> some = new HashSet<>();
        for (int i = 0; i < random.nextInt(3); i++) {
            some.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return some;
    }

    private List<EmailId> someEmails() {
        List<EmailId> some = new ArrayList<>();
        Seen.of(lab)
                .emails()
                .keySet()
                .forEach(id -> {
                    if (random.nextInt(8) == 0) {
                        some.add(new EmailId(id));
                    }
                });
        return some;
    }

    /** What the undo of some changes should do, by what could be seen before and after each. */
    private record UndoModel(List<Seen> seen, Set<Long> undone, Seen now) {
        void require(Reverted reverted, Seen after, String where) {
            Set<Integer> touched = new TreeSet<>();
            for (long seq : undone) {
                var was = seen.get((int) seq - 1).emails();
                var is = seen.get((int) seq).emails();
                var both = new TreeSet<>(was.keySet());
                both.addAll(is.keySet());
                both.removeIf(id -> java.util.Objects.equals(was.get(id), is.get(id)));
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
            Map<String, boolean[]> flips = new java.util.TreeMap<>();
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
                        was != null
                                ? members(was)
                                : existed ? members(destroyed) : Set.<String>of();
                var left = members(is);
                if (was == null && !existed) {
                    flips.values().forEach(it -> it[1] = false);
                }
                var all = new TreeSet<>(before);
                all.addAll(left);
                for (String member : all) {
                    if (before.contains(member) != left.contains(member)) {
                        flips.computeIfAbsent(
                                                member,
                                                it -> new boolean[] {before.contains(it), false})[
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
                assertThat(emails.refused().get(key))
                        .as(where)
                        .isInstanceOf(EmailRevert.Gone.class);
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
                assertThat(emails.refused().get(key))
                        .as(where)
                        .isInstanceOf(EmailRevert.Changed.class);
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

        private static Set<String> side(
                Map<String, boolean[]> flips, int side, Set<String> otherwise) {
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
}
