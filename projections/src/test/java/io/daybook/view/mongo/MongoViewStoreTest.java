package io.daybook.view.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.daybook.core.Unavailable;
import io.daybook.core.codec.RecordCodec;
import io.daybook.server.BrittleMongo;
import io.daybook.server.TestMongo;
import io.daybook.view.KeyCodec;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoViewStoreTest implements ViewStoreContract {
    private static final View<Integer, int[]> NUMBERS =
            new View<>(
                    "numbers",
                    KeyCodec.counter(Integer::intValue, Integer::valueOf),
                    RecordCodec.of(
                            (numbers, out) -> out.ints("numbers", numbers),
                            in -> in.ints("numbers")));

    private static TestMongo mongo;
    private static MongoClient client;
    private static int databases;

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final InstantSource clock = () -> now;
    private MongoDatabase database;

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
        client = mongo.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Override
    public MongoViewStore emptyStore() {
        database = client.getDatabase(mongo.database() + "-" + ++databases);
        return anotherNode();
    }

    private MongoViewStore anotherNode() {
        return new MongoViewStore(database, clock);
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return database.getCollection("view." + name, BsonDocument.class);
    }

    private MongoCollection<BsonDocument> rows() {
        return collection("mail.1");
    }

    private static ViewBatch names(long from, long to, String name, int... keys) {
        var batch = new ViewBatch(ALICE, Version.of(from));
        for (int key : keys) {
            batch.put(NAMES, key, to, name);
        }
        batch.reach(Version.of(to));
        return batch;
    }

    /** What a node has done that ended, or rests, before its rows were written. */
    private final class Interrupted {
        private final Pending pendings = new Pending(collection("pending"));
        private final Pending.Batch pending;
        private final Standing begun;

        Interrupted(ViewBatch batch) {
            pending = pendings.of(batch, now);
            begun =
                    new Places(collection("places"))
                            .begin(batch.place(), batch.from(), pending, now);
            assertThat(begun).isNotNull();
        }

        /** Writes the first rows, or, when it comes late, tries to. */
        void write(int count) {
            batches().write(begun, pending.changes().subList(0, count));
        }

        void finish(Version version) {
            new Places(collection("places")).finish(begun, version);
        }

        private Batches batches() {
            return new Batches(
                    new Places(collection("places")),
                    pendings,
                    new Images(collection("frozen")),
                    _ -> rows(),
                    clock);
        }
    }

    @Test
    void a_batch_that_was_broken_off_is_finished_by_whoever_writes_next() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1, 2, 3))).isTrue();
        var batch = names(0, 1, "second", 1, 2);
        batch.delete(NAMES, 3);
        new Interrupted(batch).write(1);

        var other = anotherNode();
        assertThat(other.commit(names(0, 1, "again", 1))).isFalse();
        assertThat(other.version(ALICE)).isEqualTo(Version.of(1));
        assertThat(other.getAll(ALICE, NAMES, List.of(1, 2, 3)))
                .containsExactly(new Row<>(1, "second"), new Row<>(1, "second"), null);
        assertThat(other.commit(names(1, 2, "third", 1))).isTrue();
    }

    @Test
    void a_batch_that_was_broken_off_is_finished_before_rows_are_read_as_a_whole() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1, 2))).isTrue();
        new Interrupted(names(0, 1, "second", 1, 2)).write(1);
        var read =
                store.consistently(
                        ALICE,
                        () ->
                                List.of(
                                        store.version(ALICE),
                                        store.get(ALICE, NAMES, 1),
                                        store.get(ALICE, NAMES, 2)));
        assertThat(read)
                .containsExactly(Version.of(1), new Row<>(1, "second"), new Row<>(1, "second"));
    }

    @Test
    void a_late_worker_neither_overwrites_newer_rows_nor_brings_deleted_ones_back() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1, 2))).isTrue();
        var late = new Interrupted(names(0, 1, "second", 1, 2, 3));
        late.write(2);
        var next = names(1, 2, "third", 1);
        next.delete(NAMES, 2);
        next.delete(NAMES, 3);
        assertThat(anotherNode().commit(next)).isTrue();
        late.write(3);
        late.finish(Version.of(1));
        assertThat(store.version(ALICE)).isEqualTo(Version.of(2));
        assertThat(store.getAll(ALICE, NAMES, List.of(1, 2, 3)))
                .containsExactly(new Row<>(2, "third"), null, null);
    }

    @Test
    void a_late_worker_leaves_nothing_in_a_place_that_was_dropped() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1))).isTrue();
        var late = new Interrupted(names(0, 1, "second", 1, 2));
        anotherNode().drop(ALICE);
        late.write(2);
        late.finish(Version.of(1));
        assertThat(store.version(ALICE)).isEqualTo(Version.NONE);
        assertThat(store.getAll(ALICE, NAMES, List.of(1, 2))).containsExactly(null, null);
        assertThat(store.commit(names(-1, 0, "anew", 2))).isTrue();
        assertThat(store.getAll(ALICE, NAMES, List.of(1, 2)))
                .containsExactly(null, new Row<>(0, "anew"));
    }

    @Test
    void a_large_batch_is_written_down_in_parts_and_finished_like_any_other() {
        var store = emptyStore();
        int[] keys = IntStream.rangeClosed(1, 60).toArray();
        assertThat(store.commit(names(-1, 0, "x".repeat(100_000), keys))).isTrue();
        assertThat(collection("pending").countDocuments()).isZero();
        new Interrupted(names(0, 1, "y".repeat(100_000), keys)).write(3);
        assertThat(collection("pending").countDocuments()).isEqualTo(2);
        assertThat(store.commit(names(0, 2, "stale", 1))).isFalse();
        assertThat(store.get(ALICE, NAMES, 60)).isEqualTo(new Row<>(1, "y".repeat(100_000)));
        assertThat(store.version(ALICE)).isEqualTo(Version.of(1));
        assertThat(collection("pending").countDocuments()).isZero();
    }

    @Test
    void a_reader_of_many_rows_sees_them_at_one_version_while_others_write() throws Exception {
        var store = emptyStore();
        int[] keys = IntStream.rangeClosed(1, 20).toArray();
        assertThat(store.commit(names(-1, 0, "0", keys))).isTrue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer =
                    threads.submit(() -> {
                        var other = anotherNode();
                        for (int i = 1; i <= 150; i++) {
                            assertThat(other.commit(names(i - 1, i, "" + i, keys))).isTrue();
                        }
                        return true;
                    });
            for (int i = 0; i < 10; i++) {
                var names = new ArrayList<String>();
                var version =
                        store.consistently(
                                ALICE,
                                () -> {
                                    names.clear();
                                    for (int key : keys) {
                                        names.add(store.get(ALICE, NAMES, key).value());
                                    }
                                    return store.version(ALICE);
                                });
                assertThat(names).hasSize(20).containsOnly("" + version.seq());
            }
            assertThat(writer.get()).isTrue();
        }
        assertThat(store.version(ALICE)).isEqualTo(Version.of(150));
    }

    @Test
    void what_nodes_that_ended_have_left_is_swept_away_once_nothing_can_be_late() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1, 2))).isTrue();
        var batch = new ViewBatch(ALICE, Version.of(0));
        batch.delete(NAMES, 1);
        batch.reach(Version.of(1));
        assertThat(store.commit(batch)).isTrue();
        int[] keys = IntStream.rangeClosed(10, 60).toArray();
        new Interrupted(names(1, 2, "x".repeat(100_000), keys)).write(1);
        var frozen = store.freeze(List.of(ALICE2));
        assertThat(put(store, ALICE2)).isTrue();
        store.sweep();
        assertThat(rows().countDocuments(Filters.exists("goneAt"))).isEqualTo(1);
        assertThat(collection("frozen").countDocuments()).isEqualTo(1);

        now = now.plus(Duration.ofHours(3));
        store.sweep();
        assertThat(rows().countDocuments(Filters.exists("goneAt"))).isZero();
        assertThat(collection("frozen").countDocuments()).isZero();
        assertThat(collection("pending").countDocuments()).isZero();
        assertThat(store.version(ALICE)).isEqualTo(Version.of(2));
        assertThat(store.get(ALICE, NAMES, 60).seq()).isEqualTo(2);
        frozen.close();
    }

    private static boolean put(MongoViewStore store, Place place) {
        var batch = new ViewBatch(place, Version.NONE);
        batch.put(NAMES, 1, 0, "one");
        batch.reach(Version.of(0));
        return store.commit(batch);
    }

    @Test
    void rows_that_nobody_reads_are_abandoned_once_nobody_can_be_at_work_on_them() {
        var store = emptyStore();
        assertThat(store.commit(names(-1, 0, "first", 1))).isTrue();
        assertThat(anotherNode().isAbandoned(ALICE)).isFalse();
        now = now.plus(Duration.ofHours(2));
        assertThat(anotherNode().isAbandoned(ALICE)).isTrue();
    }

    @Test
    void a_row_is_a_document_that_people_can_read() {
        var store = emptyStore();
        var batch = new ViewBatch(new Place("mail.1", 1, "account:a/b%"), Version.NONE);
        batch.put(NAMES, 42, 7, "Invoices");
        batch.reach(Version.of(7));
        assertThat(store.commit(batch)).isTrue();
        assertThat(rows().find().first())
                .isEqualTo(
                        BsonDocument.parse(
                                """
                                {_id: "account:a%2Fb%25/1/name/0000002a", batch: {$numberLong: "1"},
                                 seq: 7, row: {name: "Invoices"}}
                                """));
        assertThat(collection("places").find().first())
                .isEqualTo(
                        BsonDocument.parse(
                                """
                                {_id: "mail.1/account:a/b%", group: "mail.1", scope: "account:a/b%",
                                 changes: {}, generations: {g1: {batch: {$numberLong: "1"},
                                 at: {$date: "2026-11-22T12:00:00Z"}, seq: {$numberLong: "7"}, part: {$numberLong: "0"}}}}
                                """));
    }

    @Test
    void long_lists_of_numbers_are_kept_as_octets_in_any_order() {
        var store = emptyStore();
        int[] many = IntStream.range(0, 5_000).map(i -> (i * 7_919) % 5_003).toArray();
        var batch = new ViewBatch(ALICE, Version.NONE);
        batch.put(NUMBERS, 1, 0, many);
        batch.put(NUMBERS, 2, 0, new int[] {3, -1});
        batch.reach(Version.of(0));
        assertThat(store.commit(batch)).isTrue();
        assertThat(store.get(ALICE, NUMBERS, 1).value()).isEqualTo(many);
        assertThat(store.get(ALICE, NUMBERS, 2).value()).containsExactly(3, -1);
    }

    @Test
    void while_mongodb_is_away_every_method_says_so() throws Exception {
        try (var brittle = BrittleMongo.of(mongo)) {
            var store = new MongoViewStore(brittle.database(), clock);
            assertThat(store.commit(names(-1, 0, "Work", 1))).isTrue();
            var frozen = store.freeze(List.of(ALICE));
            var next = ALICE.next();
            List<ThrowingCallable> calls =
                    List.of(
                            () -> store.get(ALICE, NAMES, 1),
                            () -> store.getAll(ALICE, NAMES, List.of(1)),
                            () -> store.scan(ALICE, NAMES, null, null, (_, _) -> true),
                            () -> store.last(ALICE, NAMES, 0, 9),
                            () -> store.version(ALICE),
                            () -> store.commit(names(0, 1, "Play", 1)),
                            () -> store.consistently(ALICE, () -> 1),
                            () -> store.live(ALICE.group(), ALICE.scope()),
                            () -> store.reached(ALICE.group(), ALICE.scope()),
                            () -> store.kept(ALICE.group(), ALICE.scope()),
                            () -> store.swap(ALICE, next),
                            () -> store.dropKept(ALICE.group(), ALICE.scope()),
                            () -> store.freeze(List.of(ALICE)),
                            () -> store.forEachPlace(_ -> {}),
                            () -> store.isAbandoned(ALICE),
                            () -> store.drop(next),
                            store::sweep,
                            () -> frozen.rows(ALICE, null, 10),
                            frozen::close);
            assertThat(brittle.failuresWhileCut(calls)).hasOnlyElementsOfType(Unavailable.class);
            assertThat(store.get(ALICE, NAMES, 1).value()).isEqualTo("Work");
            frozen.close();
        }
    }
}
