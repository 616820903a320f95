package io.daybook.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.codec.RecordCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ViewStore} must do. */
public interface ViewStoreContract {
    View<Integer, String> NAMES =
            new View<>(
                    "name",
                    KeyCodec.counter(Integer::intValue, Integer::valueOf),
                    RecordCodec.of(
                            (name, out) -> out.text("name", name), in -> in.requiredText("name")));

    View<Integer, String> MORE_NAMES = new View<>("names", NAMES.keys(), NAMES.records());

    Place ALICE = new Place("mail.1", 1, "account:alice");
    Place ALICE2 = new Place("mail.1", 1, "account:alice2");

    ViewStore emptyStore();

    private static ViewBatch batch(Place place, long from, long to) {
        var batch = new ViewBatch(place, Version.of(from));
        batch.reach(Version.of(to));
        return batch;
    }

    private static boolean put(ViewStore store, Place place, long from, int... keys) {
        var batch = batch(place, from, from + 1);
        for (int key : keys) {
            batch.put(NAMES, key, from + 1, "n" + key);
        }
        return store.commit(batch);
    }

    private static List<Integer> keys(ViewStore store, Place place, Integer from, Integer to) {
        var keys = new ArrayList<Integer>();
        store.scan(place, NAMES, from, to, (key, _) -> keys.add(key));
        return keys;
    }

    @Test
    default void a_row_is_read_as_it_was_written_with_the_event_that_wrote_it() {
        var store = emptyStore();
        assertThat(put(store, ALICE, -1, 7)).isTrue();
        assertThat(store.get(ALICE, NAMES, 7)).isEqualTo(new Row<>(0, "n7"));
        assertThat(store.get(ALICE, NAMES, 8)).isNull();
    }

    @Test
    default void many_rows_are_read_in_the_order_asked_for() {
        var store = emptyStore();
        put(store, ALICE, -1, IntStream.rangeClosed(1, 2500).toArray());
        var asked = List.of(2500, 1, 9999, 3);
        assertThat(store.getAll(ALICE, NAMES, asked))
                .containsExactly(
                        new Row<>(0, "n2500"), new Row<>(0, "n1"), null, new Row<>(0, "n3"));
        assertThat(store.getAll(ALICE, NAMES, List.of())).isEmpty();
        assertThat(store.getAll(ALICE, NAMES, IntStream.rangeClosed(1, 2500).boxed().toList()))
                .hasSize(2500)
                .doesNotContainNull();
    }

    @Test
    default void scans_go_in_the_order_of_the_keys_within_their_bounds() {
        var store = emptyStore();
        put(store, ALICE, -1, 300, 2, 65536, 1, 256, 255);
        assertThat(keys(store, ALICE, null, null)).containsExactly(1, 2, 255, 256, 300, 65536);
        assertThat(keys(store, ALICE, 2, 256)).containsExactly(2, 255);
        assertThat(keys(store, ALICE, 301, null)).containsExactly(65536);
        assertThat(keys(store, ALICE, 5, 5)).isEmpty();
        assertThat(keys(store, ALICE, 6, 5)).isEmpty();
    }

    @Test
    default void a_scan_ends_when_the_visitor_has_enough() {
        var store = emptyStore();
        put(store, ALICE, -1, 1, 2, 3);
        var keys = new ArrayList<Integer>();
        store.scan(ALICE, NAMES, null, null, (key, _) -> keys.add(key) && keys.size() < 2);
        assertThat(keys).containsExactly(1, 2);
    }

    @Test
    default void rows_of_other_scopes_generations_groups_and_views_are_never_seen() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        put(store, ALICE2, -1, 2);
        put(store, ALICE.next(), -1, 3);
        put(store, new Place("mail.10", 1, "account:alice"), -1, 4);
        var batch = batch(ALICE, 0, 1);
        batch.put(MORE_NAMES, 5, 1, "other view");
        assertThat(store.commit(batch)).isTrue();
        assertThat(keys(store, ALICE, null, null)).containsExactly(1);
        assertThat(store.get(ALICE, NAMES, 2)).isNull();
        assertThat(store.last(ALICE, NAMES, 0, 1000)).isEqualTo(new Row<>(0, "n1"));
        assertThat(store.last(ALICE, MORE_NAMES, 0, 4)).isNull();
    }

    @Test
    default void the_last_row_is_the_greatest_within_its_bounds() {
        var store = emptyStore();
        put(store, ALICE, -1, 3, 5, 9);
        assertThat(store.last(ALICE, NAMES, 0, 8)).isEqualTo(new Row<>(0, "n5"));
        assertThat(store.last(ALICE, NAMES, 0, 9)).isEqualTo(new Row<>(0, "n9"));
        assertThat(store.last(ALICE, NAMES, 6, 8)).isNull();
        assertThat(store.last(ALICE, NAMES, 0, 2)).isNull();
    }

    @Test
    default void a_batch_moves_the_version() {
        var store = emptyStore();
        assertThat(store.version(ALICE)).isEqualTo(Version.NONE);
        var batch = new ViewBatch(ALICE, Version.NONE);
        batch.reach(new Version(11, 5000));
        assertThat(store.commit(batch)).isTrue();
        assertThat(store.version(ALICE)).isEqualTo(new Version(11, 5000));
        assertThat(store.version(ALICE2)).isEqualTo(Version.NONE);
    }

    @Test
    default void a_batch_from_another_version_changes_nothing() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        var stale = batch(ALICE, -1, 0);
        stale.put(NAMES, 2, 0, "late");
        stale.delete(NAMES, 1);
        assertThat(store.commit(stale)).isFalse();
        var early = batch(ALICE, 5, 6);
        early.put(NAMES, 3, 6, "early");
        assertThat(store.commit(early)).isFalse();
        assertThat(keys(store, ALICE, null, null)).containsExactly(1);
        assertThat(store.version(ALICE)).isEqualTo(Version.of(0));
    }

    @Test
    default void deleted_and_overwritten_rows_are_gone() {
        var store = emptyStore();
        put(store, ALICE, -1, 1, 2);
        var batch = batch(ALICE, 0, 1);
        batch.delete(NAMES, 1);
        batch.put(NAMES, 2, 1, "new");
        assertThat(store.commit(batch)).isTrue();
        assertThat(store.get(ALICE, NAMES, 1)).isNull();
        assertThat(store.get(ALICE, NAMES, 2)).isEqualTo(new Row<>(1, "new"));
    }

    @Test
    default void of_many_changes_to_a_key_the_last_one_counts() {
        var store = emptyStore();
        var random = new Random(7);
        var expected = new TreeMap<Integer, String>();
        var batch = batch(ALICE, -1, 0);
        for (int i = 0; i < 2_000; i++) {
            int key = random.nextInt(100);
            if (random.nextInt(3) == 0) {
                batch.delete(NAMES, key);
                expected.remove(key);
            } else {
                batch.put(NAMES, key, 0, "n" + i);
                expected.put(key, "n" + i);
            }
            batch.put(MORE_NAMES, key, 0, "m" + i);
        }
        assertThat(store.commit(batch)).isTrue();
        var found = new TreeMap<Integer, String>();
        store.scan(
                ALICE,
                NAMES,
                null,
                null,
                (key, row) -> {
                    found.put(key, row.value());
                    return true;
                });
        assertThat(found).isEqualTo(expected).isNotEmpty();
        assertThat(batch.changes().getLast().row()).isNotNull();
        int last = (Integer) batch.changes().getLast().key();
        assertThat(store.get(ALICE, MORE_NAMES, last)).isEqualTo(new Row<>(0, "m1999"));
    }

    @Test
    default void the_next_generation_is_read_once_it_has_come_as_far() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        put(store, ALICE, 0, 2);
        put(store, ALICE.next(), -1, 3);
        assertThat(store.live("mail.1", "account:alice")).isEqualTo(ALICE);
        assertThat(store.swap(ALICE, ALICE.next())).isFalse();
        put(store, ALICE.next(), 0, 4);
        assertThat(store.swap(ALICE, ALICE.next())).isTrue();
        assertThat(store.live("mail.1", "account:alice")).isEqualTo(ALICE.next());
        assertThat(store.live("mail.1", "account:alice2")).isEqualTo(ALICE2);
        assertThat(store.swap(ALICE, ALICE.next().next())).isFalse();
    }

    @Test
    default void what_was_read_is_kept_until_it_is_dropped() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        put(store, ALICE.next(), -1, 1);
        assertThat(store.kept("mail.1", "account:alice")).isNull();
        assertThat(store.next("mail.1", "account:alice")).isEqualTo(ALICE.next());
        assertThat(store.swap(ALICE, ALICE.next())).isTrue();
        assertThat(store.kept("mail.1", "account:alice")).isEqualTo(ALICE);
        assertThat(store.next("mail.1", "account:alice")).isEqualTo(ALICE.next().next());
        assertThat(store.dropKept("mail.1", "account:alice")).isTrue();
        assertThat(store.dropKept("mail.1", "account:alice")).isFalse();
        assertThat(store.kept("mail.1", "account:alice")).isNull();
        assertThat(places(store)).containsExactly(ALICE.next());
    }

    @Test
    default void what_is_kept_is_read_again_or_gives_way_to_what_was_read_after_it() {
        var store = emptyStore();
        var second = ALICE.next();
        var third = second.next();
        put(store, ALICE, -1, 1);
        put(store, second, -1, 1);
        assertThat(store.swap(ALICE, second)).isTrue();
        assertThat(store.swap(second, ALICE)).isTrue();
        assertThat(store.live("mail.1", "account:alice")).isEqualTo(ALICE);
        assertThat(store.kept("mail.1", "account:alice")).isNull();
        assertThat(places(store)).containsExactly(ALICE);
        put(store, second, -1, 1);
        put(store, third, -1, 1);
        assertThat(store.swap(ALICE, second)).isTrue();
        assertThat(store.swap(second, third)).isTrue();
        assertThat(store.kept("mail.1", "account:alice")).isEqualTo(second);
        assertThat(places(store)).containsExactlyInAnyOrder(second, third);
    }

    @Test
    default void frozen_rows_stay_as_they_were() {
        var store = emptyStore();
        put(store, ALICE, -1, 1, 2, 300);
        put(store, ALICE2, -1, 9);
        try (var frozen = store.freeze(List.of(ALICE, ALICE2))) {
            var batch = batch(ALICE, 0, 1);
            batch.put(NAMES, 1, 1, "new");
            batch.delete(NAMES, 2);
            batch.put(NAMES, 4, 1, "n4");
            assertThat(store.commit(batch)).isTrue();
            store.drop(ALICE2);
            var first = frozen.rows(ALICE, null, 2);
            assertThat(first).hasSize(2);
            assertThat(first.getFirst().view()).isEqualTo("name");
            assertThat(first.getFirst().key(NAMES)).isEqualTo(1);
            assertThat(first.getFirst().row(NAMES)).isEqualTo(new Row<>(0, "n1"));
            var rest = frozen.rows(ALICE, first.getLast(), 10);
            assertThat(rest).hasSize(1);
            assertThat(rest.getFirst().row(NAMES)).isEqualTo(new Row<>(0, "n300"));
            assertThat(frozen.rows(ALICE, rest.getLast(), 10)).isEmpty();
            assertThat(frozen.rows(ALICE2, null, 10)).hasSize(1);
        }
    }

    @Test
    default void a_dropped_place_is_empty_and_others_stay() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        put(store, ALICE2, -1, 2);
        put(store, ALICE.next(), -1, 3);
        store.drop(ALICE);
        assertThat(keys(store, ALICE, null, null)).isEmpty();
        assertThat(store.version(ALICE)).isEqualTo(Version.NONE);
        assertThat(keys(store, ALICE2, null, null)).containsExactly(2);
        assertThat(keys(store, ALICE.next(), null, null)).containsExactly(3);
    }

    @Test
    default void of_many_that_commit_from_one_version_exactly_one_succeeds() throws Exception {
        var store = emptyStore();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var commits =
                    IntStream.range(0, 20)
                            .mapToObj(key -> threads.submit(() -> put(store, ALICE, -1, key + 1)))
                            .toList();
            int succeeded = 0;
            for (var commit : commits) {
                succeeded += commit.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
        assertThat(keys(store, ALICE, null, null)).hasSize(1);
    }

    @Test
    default void what_is_loaded_beside_is_read_after_the_swap() {
        var store = emptyStore();
        put(store, ALICE, -1, 1);
        var next = ALICE.next();
        var batch = new ViewBatch(next, Version.NONE);
        batch.put(NAMES, 2, 0, "2");
        batch.reach(Version.of(0));
        assertThat(store.load(batch)).isTrue();
        assertThat(store.load(batch)).as("from a version that it has left").isFalse();
        assertThat(keys(store, next, null, null)).containsExactly(2);
        store.settle();
        assertThat(store.swap(ALICE, next)).isTrue();
        assertThat(keys(store, store.live(ALICE.group(), ALICE.scope()), null, null))
                .containsExactly(2);
    }

    @Test
    default void every_place_is_visited_once() {
        var store = emptyStore();
        var next = ALICE.next();
        put(store, ALICE, -1, 1, 2, 3);
        put(store, ALICE2, -1, 1);
        put(store, next, -1, 1);
        assertThat(store.swap(ALICE, next)).isTrue();
        var other = new Place("user.1", 1, "user:bob");
        put(store, other, -1);
        assertThat(places(store)).containsExactlyInAnyOrder(ALICE, ALICE2, next, other);
        store.drop(ALICE);
        assertThat(places(store)).containsExactlyInAnyOrder(ALICE2, next, other);
    }

    private static List<Place> places(ViewStore store) {
        var places = new ArrayList<Place>();
        store.forEachPlace(places::add);
        return places;
    }

    @Test
    default void all_scopes_of_a_group_are_visited_with_the_version_of_what_is_read() {
        var store = emptyStore();
        var bob = new Place(ALICE.group(), 1, "account:reached");
        var other = new Place("reached.1", 1, "account:reached");
        for (var place : List.of(ALICE, bob, other, ALICE.next())) {
            var batch = new ViewBatch(place, Version.NONE);
            batch.put(NAMES, 1, 3, "x");
            batch.reach(Version.of(place.equals(bob) ? 4 : 3));
            assertThat(store.commit(batch)).isTrue();
        }
        var reached = new ArrayList<RowStore.Reached>();
        store.forEachReached(ALICE.group(), reached::add);
        assertThat(reached)
                .containsExactlyInAnyOrder(
                        new RowStore.Reached(ALICE, Version.of(3)),
                        new RowStore.Reached(bob, Version.of(4)));
    }

    @Test
    default void the_first_row_of_each_of_many_places_is_found() {
        var store = emptyStore();
        var slash = new Place(ALICE.group(), 1, "account:alice/2");
        var none = new Place(ALICE.group(), 1, "account:none");
        put(store, ALICE, -1, 9, 3, 5);
        put(store, ALICE.next(), -1, 1);
        put(store, ALICE2, -1, 2, 1);
        put(store, slash, -1, 7);
        var gone = new ViewBatch(ALICE, store.version(ALICE));
        gone.delete(NAMES, 3);
        gone.put(MORE_NAMES, 1, 9, "another view");
        gone.reach(Version.of(9));
        assertThat(store.commit(gone)).isTrue();
        var found = new HashMap<Place, Integer>();
        store.first(
                List.of(slash, ALICE2, none, ALICE),
                NAMES,
                (place, key, row) -> assertThat(found.put(place, key)).isNull());
        assertThat(found).isEqualTo(Map.of(ALICE, 5, ALICE2, 1, slash, 7));
    }
}
