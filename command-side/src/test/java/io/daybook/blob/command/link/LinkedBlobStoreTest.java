package io.daybook.blob.command.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import io.daybook.blob.BlobStore;
import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobStoreContract;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.LinkedBlobsContract;
import io.daybook.blob.command.mongo.MongoBlobRows;
import io.daybook.blob.command.mongo.MongoLinkRows;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import io.daybook.journal.TurningClock;
import io.daybook.journal.rocksdb.JournalFixture;
import io.daybook.server.TestMongo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("servers")
class LinkedBlobStoreTest implements BlobStoreContract, LinkedBlobsContract {
    private static final int ROUNDS = Integer.getInteger("daybook.blobs.rounds", 40);

    @AutoClose private final JournalFixture fixture = new JournalFixture();
    @AutoClose private final TestMongo mongo = TestMongo.start();
    @AutoClose private final MongoClient client = mongo.client();
    private final TurningClock clock = new TurningClock();
    private final MemoryContents contents = new MemoryContents();
    private final LinkedBlobStore store = node();

    /** Another node over the same storage. */
    private LinkedBlobStore node() {
        return node(rows());
    }

    private LinkRows rows() {
        return new MongoLinkRows(client.getDatabase(mongo.database()));
    }

    private LinkedBlobStore node(LinkRows rows) {
        var database = client.getDatabase(mongo.database());
        var journal = fixture.journal();
        return new LinkedBlobStore(
                new LinkedBlobStore.Storage(rows, new MongoBlobRows(database), contents),
                new BlobKeys(journal.master(), journal.keys(), journal.seal()),
                journal.seal(),
                new BlobLimits(QUOTA, Duration.ofHours(24)),
                clock);
    }

    @Override
    public BlobStore store() {
        return store;
    }

    @Override
    public BlobSweep sweeper() {
        return store;
    }

    @Override
    public TurningClock clock() {
        return clock;
    }

    private BlobId upload(LinkedBlobStore at, byte[] octets) {
        try (var upload = at.upload(ALICE, USER)) {
            upload.write(octets, 0, octets.length);
            return upload.finish(clock.instant().plus(DAY)).blob();
        }
    }

    private void days(int count) {
        for (int day = 0; day < count; day++) {
            clock.forward(DAY.plusSeconds(1));
            store.sweep(clock.instant(), NOTHING);
        }
    }

    @Test
    void nothing_that_is_linked_lies_where_it_is_cleared_by_itself() {
        BlobId blob = upload(store, BlobStoreContract.noise(1000, 1));
        assertThat(contents.places.keySet()).allMatch(place -> place.startsWith("uploads/"));
        store.link(ALICE, USER, blob);
        assertThat(contents.places.keySet())
                .hasSize(1)
                .allMatch(place -> place.startsWith("blobs/"));
    }

    @Test
    void what_is_uploaded_twice_lasts_as_long_as_the_later_upload() {
        upload(store, BlobStoreContract.noise(1000, 1));
        upload(store, BlobStoreContract.noise(1000, 1));
        assertThat(contents.places.keySet())
                .hasSize(1)
                .allMatch(place -> place.startsWith("blobs/"));
    }

    @Test
    void octets_that_no_link_leads_to_go_after_the_grace() {
        upload(store, BlobStoreContract.noise(1000, 1));
        BlobId kept = store.store(ALICE, BlobStoreContract.noise(1000, 2));
        store.store(ALICE, BlobStoreContract.noise(1000, 3));
        store.forget(ALICE);
        store.store(ALICE, BlobStoreContract.noise(1000, 2));
        days(1);
        assertThat(contents.places).hasSizeGreaterThan(1);
        days(3);
        assertThat(contents.places).hasSize(1);
        assertThat(store.open(ALICE, kept)).isNotNull();
    }

    /** What was uploaded by somebody, linked and left by him, or never linked by anybody. */
    @Test
    void a_sweep_takes_as_many_commands_for_many_blobs_as_for_few() {
        long few = sweepCommands(3, 0);
        assertThat(sweepCommands(60, 1000)).isEqualTo(few).isLessThanOrEqualTo(16);
        assertThat(contents.places).isEmpty();
    }

    private long sweepCommands(int count, int seed) {
        for (int i = 0; i < count; i++) {
            upload(store, BlobStoreContract.noise(100, seed + i));
        }
        clock.forward(DAY.plusSeconds(1));
        long before = commands();
        store.sweep(clock.instant(), NOTHING);
        clock.forward(DAY.plusSeconds(1));
        store.sweep(clock.instant(), NOTHING);
        return commands() - before;
    }

    private long commands() {
        return mongo.commands().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void what_another_node_relies_on_is_not_doubted() {
        var other = node();
        BlobId blob = store.store(ALICE, BlobStoreContract.noise(100, 1));
        assertThat(other.link(ALICE, OTHER, blob)).isTrue();
        store.doubt(ALICE, USER, blob);
        days(4);
        assertThat(other.open(ALICE, OTHER, blob)).isNotNull();
    }

    @Test
    void the_octets_kept_do_not_show_what_they_are() {
        byte[] secret = "attack at dawn ".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        store.store(ALICE, secret);
        byte[] kept = contents.places.values().iterator().next();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("attack");
    }

    @Test
    void many_digests_are_read_without_their_contents() {
        var blobs = new ArrayList<BlobId>();
        for (int i = 0; i < 50; i++) {
            blobs.add(store.store(ALICE, BlobStoreContract.noise(100, i)));
            store.putBeside(ALICE, blobs.get(i), "digest-1", new byte[] {(byte) i});
        }
        contents.reads.set(0);
        assertThat(store.beside(ALICE, blobs, "digest-1"))
                .hasSize(50)
                .allSatisfy(digest -> assertThat(digest).hasSize(1));
        assertThat(contents.reads).hasValue(0);
    }

    /** Other octets come to another place under another key, just before a link is written. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_link_never_leads_to_octets_that_went_while_it_was_made(int write) {
        byte[] octets = BlobStoreContract.noise(100, 1);
        store.store(BOB, octets);
        var others = new AtomicInteger();
        var slow =
                node(
                        HookedLinkRows.before(
                                rows(),
                                write,
                                () -> {
                                    store.forget(BOB);
                                    days(4);
                                    store.store(BOB, octets);
                                    others.incrementAndGet();
                                }));
        BlobId blob = slow.store(ALICE, octets);
        assertThat(others).hasValue(1);
        for (var account : List.of(ALICE, BOB)) {
            assertThat(store.open(account, blob).readAll()).isEqualTo(octets);
        }
    }

    /** Links of a batch change just before they are written. */
    @Test
    void links_that_change_while_many_are_made_are_made_as_they_are_then() {
        var blobs = new ArrayList<BlobId>();
        for (int i = 0; i < 4; i++) {
            blobs.add(upload(store, BlobStoreContract.noise(100, i)));
        }
        var other = node();
        var slow =
                node(
                        HookedLinkRows.before(
                                rows(),
                                1,
                                () -> {
                                    other.link(ALICE, USER, blobs.get(0));
                                    days(2);
                                    upload(other, BlobStoreContract.noise(100, 2));
                                }));
        var linked = slow.link(ALICE, USER, blobs);
        // What expired before it was linked is gone; what came again has a link of its own.
        assertThat(linked.ids()).containsExactly(blobs.get(0));
        assertThat(linked.open(blobs.get(0)).readAll()).isEqualTo(BlobStoreContract.noise(100, 0));
        assertThat(store.link(ALICE, USER, blobs).ids())
                .containsExactlyInAnyOrder(blobs.get(0), blobs.get(2));
        days(4);
        for (int i : List.of(0, 2)) {
            assertThat(store.open(ALICE, blobs.get(i)).readAll())
                    .isEqualTo(BlobStoreContract.noise(100, i));
        }
        assertThat(contents.places).hasSize(2);
    }

    @Test
    void octets_of_a_batch_that_cannot_be_copied_keep_no_other_from_being_there_once() {
        var blobs = new ArrayList<BlobId>();
        for (int i = 0; i < 3; i++) {
            blobs.add(upload(store, BlobStoreContract.noise(100, i)));
        }
        contents.failing = contents.places.keySet().iterator().next();
        assertThatThrownBy(() -> store.link(ALICE, USER, blobs)).isInstanceOf(Unavailable.class);
        assertThat(contents.places).hasSize(3);
        contents.failing = "";
        assertThat(store.link(ALICE, USER, blobs).ids()).hasSize(3);
        assertThat(contents.places.keySet())
                .hasSize(3)
                .allMatch(place -> place.startsWith("blobs/"));
    }

    @Test
    void what_holds_octets_that_never_came_is_cleared_away() {
        contents.isFull = true;
        assertThatThrownBy(() -> store.store(ALICE, BlobStoreContract.noise(100, 1)))
                .isInstanceOf(Unavailable.class);
        contents.isFull = false;
        assertThat(client.getDatabase(mongo.database()).getCollection("blobLinks").find())
                .hasSize(1);
        days(4);
        assertThat(client.getDatabase(mongo.database()).getCollection("blobLinks").find())
                .isEmpty();
    }

    @Test
    void a_row_that_went_and_came_again_is_another_row() {
        var rows = rows();
        BlobId blob = store.store(ALICE, BlobStoreContract.noise(100, 1));
        var before = rows.find(ALICE, blob);
        assertThat(rows.remove(before)).isTrue();
        assertThat(rows.replace(null, before.link())).isNotNull();
        assertThat(rows.replace(before, before.link().left(1))).isNull();
        assertThat(rows.replace(Map.of(before, before.link().left(1)))).isFalse();
        assertThat(rows.remove(before)).isFalse();
    }

    /** Nodes upload, link, give up and sweep the same few blobs: what is linked can be read. */
    @Test
    void nodes_that_work_on_the_same_blobs_never_lose_one_that_is_linked() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        var work = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 6; i++) {
            var node = node();
            var random = new Random(seed + i);
            work.add(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    step(node, random);
                }
                return true;
            });
        }
        Collections.shuffle(work, new Random(seed));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).as("seed %d", seed).isTrue();
            }
        }
        store.forEach(ALICE, blob -> assertThat(store.open(ALICE, blob).readAll()).hasSize(100));
    }

    private void step(LinkedBlobStore node, Random random) {
        byte[] octets = BlobStoreContract.noise(100, random.nextInt(3));
        switch (random.nextInt(5)) {
            case 0 -> {
                var blobs = new ArrayList<BlobId>();
                for (int i = 0; i < 3; i++) {
                    byte[] each = BlobStoreContract.noise(100, random.nextInt(3));
                    blobs.add(upload(node, each));
                }
                var linked = node.link(ALICE, USER, blobs).ids();
                linked.stream()
                        .filter(_ -> random.nextBoolean())
                        .forEach(blob -> node.doubt(ALICE, USER, blob));
            }
            case 1 -> {
                BlobId blob = upload(node, octets);
                if (node.link(ALICE, USER, blob) && random.nextBoolean()) {
                    node.doubt(ALICE, USER, blob);
                }
            }
            case 2 -> node.store(BOB, octets);
            case 3 -> node.forget(BOB);
            default -> {
                // Everything that is not linked is due at once.
                node.sweep(clock.instant().plus(Duration.ofDays(3)), NOTHING);
            }
        }
    }
}
