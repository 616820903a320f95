package io.daybook.account.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.projection.AccountReads.Log;
import io.daybook.account.projection.ChangeRow;
import io.daybook.account.projection.ChangeVisitor;
import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.GetChanges;
import io.daybook.core.GetChanges.Answer;
import io.daybook.core.GetChanges.CannotCalculateChanges;
import io.daybook.core.GetChanges.Changes;
import io.daybook.core.Ids;
import io.daybook.core.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesSinceTest {
    private static final AccountId ALICE = new AccountId("alice");

    /** A log in memory; {@code records} is what exists after each event, by id its last change. */
    private static final class MemoryLog implements Log {
        final TreeMap<Long, ChangeRow> rows = new TreeMap<>();
        final List<Map<Integer, Long>> records = new ArrayList<>(List.of(Map.of()));
        int reads;

        void add(ChangeRow row) {
            long seq = records.size();
            var now = new HashMap<>(records.getLast());
            row.destroyed().forEach(now::remove);
            List.of(row.created(), row.updated(), row.minor())
                    .forEach(ids -> ids.forEach(id -> now.put(id, seq)));
            records.add(now);
            if (!row.isEmpty()) {
                rows.put(seq, row);
            }
        }

        @Override
        public String epoch() {
            return "e1";
        }

        @Override
        public long version() {
            return records.size() - 1;
        }

        @Override
        public long seqOf(DataType type) {
            return rows.isEmpty() ? 0 : rows.lastKey();
        }

        @Override
        public long seqOf(DataType type, long atMost) {
            var before = rows.floorKey(atMost);
            return before == null ? 0 : before;
        }

        @Override
        public void forEach(DataType type, long after, ChangeVisitor visitor) {
            for (var row : rows.tailMap(after, false).entrySet()) {
                reads++;
                if (!visitor.change(row.getKey(), row.getValue())) {
                    return;
                }
            }
        }
    }

    private final MemoryLog log = new MemoryLog();

    private Answer ask(String since, int most) {
        var state = State.parse(since);
        return new ChangesSince(new GetChanges(ALICE, DataType.EMAIL, state, most), log).answer();
    }

    private static ChangeRow row(int[] created, int[] updated, int[] minor, int[] destroyed) {
        return new ChangeRow(Ids.of(created), Ids.of(updated), Ids.of(minor), Ids.of(destroyed));
    }

    private static int[] ids(int... ids) {
        return ids;
    }

    static IntStream seeds() {
        var seed = System.getProperty("seed");
        return seed == null ? IntStream.rangeClosed(1, 25) : IntStream.of(Integer.parseInt(seed));
    }

    private void fill(Random random, int events) {
        int next = 1;
        for (int event = 0; event < events; event++) {
            var there = new ArrayList<>(log.records.getLast().keySet());
            var fates =
                    List.of(
                            new ArrayList<Integer>(),
                            new ArrayList<Integer>(),
                            new ArrayList<Integer>());
            for (int id : there) {
                int fate = random.nextInt(8);
                if (fate < 3) {
                    fates.get(fate).add(id);
                }
            }
            int[] created = IntStream.range(next, next + random.nextInt(6)).toArray();
            next += created.length;
            log.add(row(created, ints(fates.get(0)), ints(fates.get(1)), ints(fates.get(2))));
        }
    }

    private static int[] ints(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_client_that_applies_pages_of_any_size_ends_with_what_is_there(int seed) {
        var random = new Random(seed);
        fill(random, 30);
        for (int start = 0; start <= log.version(); start++) {
            var cache = new HashMap<>(log.records.get(start));
            var told = new HashSet<Integer>();
            var state = new State("e1", start).toString();
            boolean more = true;
            for (int page = 0; more; page++) {
                assertThat(page).as("pages end").isLessThan(10_000);
                int most = 1 + random.nextInt(9);
                var changes = (Changes) ask(state, most);
                requireSound(changes, state, most, told);
                apply(changes, cache);
                more = changes.hasMoreChanges();
                state = changes.newState().toString();
            }
            assertThat(state).isEqualTo("e1-" + log.seqOf(DataType.EMAIL));
            assertThat(cache.keySet()).isEqualTo(log.records.getLast().keySet());
            requireFresh(start, cache);
        }
    }

    private void requireSound(Changes changes, String since, int most, Set<Integer> told) {
        int size = changes.created().size() + changes.updated().size() + changes.destroyed().size();
        assertThat(size).isLessThanOrEqualTo(most);
        assertThat(changes.oldState().toString()).isEqualTo(since);
        var all = new HashSet<Integer>();
        for (var ids : List.of(changes.created(), changes.updated(), changes.destroyed())) {
            ids.forEach(id -> assertThat(all.add(id)).as("told once").isTrue());
        }
        // RFC 8620 section 5.2: never created after it was told as updated or destroyed.
        changes.created().forEach(id -> assertThat(told).doesNotContain(id));
        told.addAll(all);
        if (changes.hasMoreChanges()) {
            assertThat(changes.newState().toString()).isNotEqualTo(since);
        }
    }

    /** Every id told is fetched from what is there now, as Email/get would. */
    private void apply(Changes changes, Map<Integer, Long> cache) {
        var now = log.records.getLast();
        for (var ids : List.of(changes.created(), changes.updated())) {
            ids.forEach(id -> {
                if (now.containsKey(id)) {
                    cache.put(id, now.get(id));
                } else {
                    cache.remove(id);
                }
            });
        }
        changes.destroyed().forEach(cache::remove);
    }

    private void requireFresh(int start, Map<Integer, Long> cache) {
        assertThat(cache).as("from state " + start).isEqualTo(log.records.getLast());
    }

    @Test
    void what_was_created_and_destroyed_since_is_not_told() {
        log.add(row(ids(1, 2), ids(), ids(), ids()));
        log.add(row(ids(), ids(1), ids(), ids(2)));
        var changes = (Changes) ask("e1-0", 10);
        assertThat(changes.created()).isEqualTo(Ids.of(1));
        assertThat(changes.updated()).isEqualTo(Ids.NONE);
        assertThat(changes.destroyed()).isEqualTo(Ids.NONE);
        assertThat(changes.hasMoreChanges()).isFalse();
        assertThat(changes.newState()).isEqualTo(new State("e1", 2));
    }

    @Test
    void a_bulk_event_is_told_in_parts_and_resumed_within() {
        log.add(row(ids(1, 2, 3), ids(), ids(), ids()));
        log.add(row(ids(4), ids(1), ids(2), ids(3)));
        assertThat(((Changes) ask("e1-1", 3)).newState()).hasToString("e1-2.3");
        var rest = (Changes) ask("e1-2.3", 3);
        assertThat(rest.destroyed()).isEqualTo(Ids.of(3));
        assertThat(rest.updated()).isEqualTo(Ids.NONE);
        assertThat(rest.newState()).hasToString("e1-2");
        assertThat(rest.hasMoreChanges()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e2-1", "e1-3", "e1-2.4", "e1-2.5", "e1-1.1000000", "other-0"})
    void states_that_were_never_issued_cannot_be_told_from(String state) {
        log.add(row(ids(1, 2, 3), ids(), ids(), ids()));
        log.add(row(ids(4), ids(1), ids(2), ids(3)));
        assertThat(ask(state, 10)).isEqualTo(new CannotCalculateChanges(new State("e1", 2)));
    }

    @Test
    void a_state_of_another_type_between_two_changes_is_as_good_as_the_one_before() {
        log.add(row(ids(1), ids(), ids(), ids()));
        log.add(ChangeRow.NONE);
        var changes = (Changes) ask("e1-2", 10);
        assertThat(changes.created()).isEqualTo(Ids.NONE);
        assertThat(changes.newState()).isEqualTo(new State("e1", 1));
        assertThat(changes.hasMoreChanges()).isFalse();
    }

    @Test
    void only_counters_have_changed_as_long_as_nothing_else_has() {
        // RFC 8621 section 2.2: updatedProperties.
        log.add(row(ids(1, 2), ids(), ids(), ids()));
        log.add(row(ids(), ids(), ids(1), ids()));
        log.add(row(ids(), ids(), ids(1, 2), ids()));
        assertThat(((Changes) ask("e1-1", 10)).isMinor()).isTrue();
        assertThat(((Changes) ask("e1-1", 10)).updated()).isEqualTo(Ids.of(1, 2));
        log.add(row(ids(), ids(2), ids(), ids()));
        assertThat(((Changes) ask("e1-1", 10)).isMinor()).isFalse();
        assertThat(((Changes) ask("e1-4", 10)).isMinor()).isFalse();
        assertThat(((Changes) ask("e1-0", 10)).isMinor()).isFalse();
    }

    @Test
    void a_client_far_behind_is_told_in_bounded_steps() {
        log.add(row(ids(1), ids(), ids(), ids()));
        for (int i = 0; i < ChangesSince.MOST_ROWS + 10; i++) {
            log.rows.put(2L + i, row(ids(), ids(1), ids(), ids()));
            log.records.add(log.records.getLast());
        }
        var first = (Changes) ask("e1-1", 10);
        assertThat(first.hasMoreChanges()).isTrue();
        assertThat(first.updated()).isEqualTo(Ids.of(1));
        assertThat(log.reads).isEqualTo(ChangesSince.MOST_ROWS);
        var last = (Changes) ask(first.newState().toString(), 10);
        assertThat(last.hasMoreChanges()).isFalse();
        assertThat(last.updated()).isEqualTo(Ids.of(1));
    }
}
