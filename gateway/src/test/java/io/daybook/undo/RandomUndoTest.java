package io.daybook.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.undo.UndoLab.Seen;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random histories with random undos, and undos of undos. */
class RandomUndoTest {
    private final Random random =
            new Random(Long.getLong("seed", System.nanoTime() % 1_000_000_000));
    private final UndoLab lab = new UndoLab(1L << 40);
    private final RandomChanges changes = new RandomChanges(random, lab);

    @Test
    void undoing_the_last_changes_gives_the_state_before_them_exactly() {
        String seed = seed();
        for (int round = 0; round < 400; round++) {
            for (int i = 0; i < 1 + random.nextInt(10); i++) {
                changes.make();
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
                changes.make();
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
}
