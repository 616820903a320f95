package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.server.TestMongo;
import io.daybook.view.InterposedStore;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Place;
import io.daybook.view.View;
import io.daybook.view.ViewStore;
import io.daybook.view.memory.MemoryViewStore;
import io.daybook.view.mongo.MongoViewStore;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes post one account into the same rows; each at its own time, or in the other's way. */
@Tag("servers")
class TwoNodesTest {
    private static final String STREAM = Views.ALICE.stream();

    private static TestMongo mongo;
    private static MongoClient client;
    private static int databases;

    private final MemoryJournal journal = new MemoryJournal();

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

    static IntStream seeds() {
        return RandomHistory.seeds().limit(6);
    }

    private static MongoViewStore mongoStore(int database) {
        return new MongoViewStore(
                client.getDatabase(mongo.database() + "-" + database), InstantSource.system());
    }

    /** What a node has in memory of the account. */
    private static Map<String, Object> memory(Views views) {
        var memory =
                views.projection.readAt(
                        STREAM,
                        0,
                        state ->
                                Map.<String, Object>of(
                                        "version", state.version,
                                        "account", state.account,
                                        "mailboxes", new TreeMap<>(state.mailboxes),
                                        "submissions", new TreeMap<>(state.submissions),
                                        "clock", state.clock));
        assertThat(memory).isNotNull();
        return memory;
    }

    private static List<String> rows(ViewStore store) {
        var place = store.live(MailRows.GROUP, STREAM);
        var rows = new ArrayList<String>();
        rows.add(store.version(place).toString());
        MailRows.ALL.forEach(view -> addRows(store, place, view, rows));
        return rows;
    }

    private static <K, R> void addRows(
            ViewStore store, Place place, View<K, R> view, List<String> rows) {
        store.scan(
                place,
                view,
                null,
                null,
                (key, row) -> {
                    var octets = new BigInteger(1, view.encode(row.seq(), row.value()));
                    return rows.add(view.name() + " " + key + " " + octets.toString(36));
                });
    }

    /** Plays a history to two nodes, each of which comes into the other's way at any moment. */
    private void play(int seed, ViewStore one, ViewStore other, int events) {
        var random = new Random(seed);
        var first = new InterposedStore(one);
        var second = new InterposedStore(other);
        var alone = new MemoryViewStore();
        var history = new RandomHistory(seed, 10);
        var sending = new ModelSending(seed, "alice@example.test");
        try (var left = new Views(journal, first);
                var right = new Views(journal, second);
                var single = new Views(journal, alone)) {
            left.append(history.opening());
            left.followers.catchUp(left.projection, STREAM);
            right.followers.catchUp(right.projection, STREAM);
            interpose(first, second, right, random);
            interpose(second, first, left, random);
            for (int i = 0; i < events; i++) {
                left.append(
                        random.nextInt(3) == 0
                                ? sending.next()
                                : List.<MailEvent>of(history.next()));
                switch (random.nextInt(6)) {
                    case 0, 1 -> left.followers.catchUp(left.projection, STREAM);
                    case 2, 3 -> right.followers.catchUp(right.projection, STREAM);
                    case 4 -> repeat(random.nextBoolean() ? left : right, random);
                    default -> {
                        // The hint is lost.
                    }
                }
            }
            first.before = () -> {};
            second.before = () -> {};
            left.followers.catchUp(left.projection, STREAM);
            right.followers.catchUp(right.projection, STREAM);
            single.followers.catchUp(single.projection, STREAM);
            String where = "seed " + seed;
            assertThat(first.loads).as(where).isEqualTo(1);
            assertThat(second.loads).as(where).isEqualTo(1);
            assertThat(first.refused + second.refused).as(where).isPositive();
            assertThat(rows(one)).as(where).isEqualTo(rows(alone));
            try (var fresh = new Views(journal, other)) {
                for (var views : List.of(left, right, fresh)) {
                    assertThat(memory(views)).as(where).isEqualTo(memory(single));
                    views.requireEqual(history.model, where);
                }
            }
        }
    }

    /** Whatever one node does with the store, the other may just have caught up. */
    private static void interpose(
            InterposedStore store, InterposedStore others, Views other, Random random) {
        store.before =
                () -> {
                    if (random.nextInt(8) == 0) {
                        var mine = store.before;
                        var theirs = others.before;
                        store.before = () -> {};
                        others.before = () -> {};
                        other.followers.catchUp(other.projection, STREAM);
                        store.before = mine;
                        others.before = theirs;
                    }
                };
    }

    /** A hint that comes again, for events that were posted long ago. */
    private void repeat(Views views, Random random) {
        long from = random.nextInt((int) journal.head(STREAM) + 1);
        long version = views.projection.version(STREAM);
        if (from <= version + 1) {
            views.projection.apply(
                    STREAM, from - 1, journal.read(STREAM, from, 1 + random.nextInt(20)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void two_nodes_keep_what_they_folded_and_write_what_one_alone_would(int seed) {
        var store = new MemoryViewStore();
        play(seed, store, store, 150);
    }

    @Test
    void two_nodes_do_so_in_mongodb() {
        int database = ++databases;
        play(1, mongoStore(database), mongoStore(database), 60);
    }

    @Test
    void rows_that_another_node_has_brought_further_are_read_with_the_state_they_belong_to() {
        var store = new MemoryViewStore();
        var interposed = new InterposedStore(store);
        var history = new RandomHistory(1, 1);
        try (var left = new Views(journal, interposed);
                var right = new Views(journal, store)) {
            left.append(history.opening());
            left.append(List.of(AccountIndexTest.added(1, 1, 1, List.of())));
            assertThat(left.reads.quotas(Views.ALICE).emails()).isEqualTo(1);
            interposed.before =
                    () -> {
                        interposed.before = () -> {};
                        right.append(
                                List.of(
                                        new KeywordsChanged(
                                                Ids.of(1), List.of("$seen"), List.of())));
                        right.followers.catchUp(right.projection, STREAM);
                    };
            var read =
                    left.reads.readLive(
                            Views.ALICE,
                            snapshot ->
                                    snapshot.emails(List.of(new EmailId(1))).getFirst().keywords()
                                            + " at "
                                            + snapshot.version());
            assertThat(read).isEqualTo("[$seen] at 5");
        }
    }

    @Test
    void a_view_that_another_node_has_made_anew_is_read_from_its_new_rows() {
        var store = new MemoryViewStore();
        var history = new RandomHistory(1, 5);
        try (var left = new Views(journal, store);
                var right = new Views(journal, store)) {
            left.append(history.opening());
            for (int i = 0; i < 30; i++) {
                left.append(List.of(history.next()));
            }
            left.requireEqual(history.model, "before");
            right.rebuild();
            store.dropKept(MailRows.GROUP, STREAM);
            left.requireEqual(history.model, "read after it was made anew");
            left.append(List.of(history.next()));
            left.requireEqual(history.model, "after");
            assertThat(rows(store).getFirst()).isEqualTo("Version[seq=34, part=0]");
        }
    }

    @Test
    void an_event_that_is_written_in_parts_may_be_written_by_both() {
        var store = new MemoryViewStore();
        var random = new Random(5);
        var first = new InterposedStore(store);
        var second = new InterposedStore(store);
        var alone = new MemoryViewStore();
        try (var left = new Views(journal, first);
                var right = new Views(journal, second);
                var single = new Views(journal, alone)) {
            interpose(first, second, right, random);
            interpose(second, first, left, random);
            for (var event : MailProjectionTest.bulk(9_000)) {
                left.append(List.of(event));
                assertThat(left.followers.catchUp(left.projection, STREAM)).isTrue();
                assertThat(right.followers.catchUp(right.projection, STREAM)).isTrue();
            }
            assertThat(single.followers.catchUp(single.projection, STREAM)).isTrue();
            assertThat(rows(store)).isEqualTo(rows(alone));
            assertThat(memory(left)).isEqualTo(memory(single));
            assertThat(memory(right)).isEqualTo(memory(single));
        }
    }

    @Test
    void nodes_that_post_at_the_same_time_agree() throws Exception {
        int database = ++databases;
        var history = new RandomHistory(3, 10);
        var alone = new MemoryViewStore();
        var nodes =
                List.of(
                        new Views(journal, mongoStore(database)),
                        new Views(journal, mongoStore(database)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var single = new Views(journal, alone)) {
            single.append(history.opening());
            for (int round = 0; round < 15; round++) {
                for (int i = 0; i < 4; i++) {
                    single.append(List.of(history.next()));
                }
                var caughtUp =
                        nodes.stream()
                                .map(it ->
                                        threads.submit(
                                                () -> it.followers.catchUp(it.projection, STREAM)))
                                .toList();
                for (var each : caughtUp) {
                    assertThat(each.get()).isTrue();
                }
            }
            single.followers.catchUp(single.projection, STREAM);
            assertThat(rows(mongoStore(database))).isEqualTo(rows(alone));
            for (var views : nodes) {
                assertThat(memory(views)).isEqualTo(memory(single));
                views.requireEqual(history.model, "both");
                views.close();
            }
        }
    }
}
