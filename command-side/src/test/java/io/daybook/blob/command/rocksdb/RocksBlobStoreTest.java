package io.daybook.blob.command.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.blob.BlobStore;
import io.daybook.blob.command.BlobLimits;
import io.daybook.blob.command.BlobStoreContract;
import io.daybook.blob.command.BlobSweep;
import io.daybook.blob.command.LinkedBlobsContract;
import io.daybook.core.BlobId;
import io.daybook.journal.StreamErased;
import io.daybook.journal.TurningClock;
import io.daybook.journal.rocksdb.Family;
import io.daybook.journal.rocksdb.JournalFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RocksBlobStoreTest implements BlobStoreContract, LinkedBlobsContract {
    private static final byte[] SMALL = BlobStoreContract.noise(1000, 1);
    private static final byte[] LARGE = BlobStoreContract.noise(500_000, 2);

    @AutoClose private final JournalFixture fixture = new JournalFixture();
    private final TurningClock clock = new TurningClock();
    private RocksBlobStore store = open();

    private RocksBlobStore open() {
        return new RocksBlobStore(
                fixture.journal(), blobs(), new BlobLimits(QUOTA, Duration.ofHours(24)), clock);
    }

    private Path blobs() {
        return fixture.folder().resolve("blobs");
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

    @Test
    void everything_is_there_after_a_restart() {
        BlobId small = store.store(ALICE, SMALL);
        BlobId large = store.store(ALICE, LARGE);
        store.putBeside(ALICE, small, "digest-1", SMALL);
        fixture.reopen();
        store = open();
        assertThat(store.open(ALICE, small).readAll()).isEqualTo(SMALL);
        assertThat(store.open(ALICE, large).readAll()).isEqualTo(LARGE);
        assertThat(store.beside(ALICE, small, "digest-1")).isEqualTo(SMALL);
    }

    @Test
    void a_large_upload_left_unfinished_leaves_no_file() throws IOException {
        try (var upload = store.upload(ALICE, USER)) {
            upload.write(LARGE, 0, LARGE.length);
            assertThat(files()).hasSize(1);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void the_same_large_octets_are_one_file() throws IOException {
        store.store(ALICE, LARGE);
        store.store(BOB, LARGE);
        for (int i = 0; i < 2; i++) {
            try (var upload = store.upload(BOB, OTHER)) {
                upload.write(LARGE, 0, LARGE.length);
                upload.finish(clock.instant());
            }
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void no_file_and_no_row_shows_the_octets() throws IOException {
        byte[] secret = "attack at dawn ".repeat(30_000).getBytes(StandardCharsets.UTF_8);
        store.store(ALICE, secret);
        String stored = Files.readString(files().getFirst(), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("attack");
        assertThat(stored.length()).isGreaterThan(secret.length);
    }

    @Test
    void an_unlinked_blob_goes_after_its_grace_and_not_before() throws IOException {
        BlobId small = finish(SMALL);
        BlobId large = finish(LARGE);
        store.putBeside(ALICE, small, "digest-1", SMALL);
        clock.forward(DAY.plusSeconds(1));
        store.sweep(clock.instant(), NOTHING);
        assertThat(rows(Family.BLOBS)).hasSize(2);
        clock.forward(Duration.ofHours(23));
        store.sweep(clock.instant(), NOTHING);
        assertThat(rows(Family.BLOBS)).hasSize(2);
        clock.forward(Duration.ofHours(2));
        store.sweep(clock.instant(), NOTHING);
        for (Family family : List.of(Family.BLOBS, Family.SEGMENTS, Family.BESIDE, Family.LINKS)) {
            assertThat(rows(family)).as(family.name()).isEmpty();
        }
        assertThat(files()).isEmpty();
        assertThat(finish(LARGE)).isEqualTo(large);
        assertThat(store.open(ALICE, USER, large).readAll()).isEqualTo(LARGE);
    }

    @Test
    void a_doubted_link_leaves_nothing_behind_at_last() throws IOException {
        BlobId blob = store.store(ALICE, LARGE);
        store.doubt(ALICE, USER, blob);
        fixture.reopen();
        store = open();
        for (int day = 0; day < 2; day++) {
            clock.forward(DAY.plusSeconds(1));
            store.sweep(clock.instant(), NOTHING);
        }
        for (Family family : List.of(Family.BLOBS, Family.SEGMENTS, Family.BESIDE, Family.LINKS)) {
            assertThat(rows(family)).as(family.name()).isEmpty();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_blob_linked_again_within_its_grace_stays() {
        BlobId blob = finish(LARGE);
        clock.forward(DAY.plusSeconds(1));
        store.sweep(clock.instant(), NOTHING);
        clock.forward(Duration.ofHours(20));
        store.store(BOB, LARGE);
        for (int day = 0; day < 3; day++) {
            clock.forward(DAY);
            store.sweep(clock.instant(), NOTHING);
        }
        assertThat(store.open(BOB, blob).readAll()).isEqualTo(LARGE);
        assertThat(rows(Family.LINKS)).hasSize(2);
    }

    @Test
    void a_file_without_a_row_is_swept() throws IOException {
        store.store(ALICE, LARGE);
        String stray = "ab" + "0".repeat(62);
        Files.createDirectories(blobs().resolve("ab"));
        Files.writeString(blobs().resolve("ab").resolve(stray), "left by a crash");
        clock.forward(Duration.ofDays(36_500));
        store.sweep(clock.instant(), NOTHING);
        assertThat(files()).hasSize(1);
        assertThat(store.open(ALICE, BlobId.of(LARGE)).readAll()).isEqualTo(LARGE);
    }

    @Test
    void erasing_one_account_leaves_the_shared_blob_to_the_other() {
        BlobId blob = store.store(ALICE, LARGE);
        store.store(BOB, LARGE);
        fixture.journal().keys().destroy(ALICE.stream());
        assertThatThrownBy(() -> store.open(ALICE, blob)).isInstanceOf(StreamErased.class);
        assertThat(store.open(BOB, blob).readAll()).isEqualTo(LARGE);
    }

    @Test
    void many_who_store_sweep_and_link_the_same_octets_never_lose_them() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Future<?>>();
            for (int worker = 0; worker < 8; worker++) {
                boolean sweeps = worker == 0;
                tasks.add(
                        pool.submit(() -> {
                            for (int round = 0; round < 50; round++) {
                                if (sweeps) {
                                    store.sweep(clock.instant().plus(Duration.ofDays(9)), NOTHING);
                                } else {
                                    store.store(ALICE, SMALL);
                                    store.open(ALICE, BlobId.of(SMALL)).readAll();
                                }
                            }
                        }));
            }
            for (var task : tasks) {
                task.get();
            }
        }
        assertThat(store.open(ALICE, BlobId.of(SMALL)).readAll()).isEqualTo(SMALL);
    }

    private BlobId finish(byte[] octets) {
        try (var upload = store.upload(ALICE, USER)) {
            upload.write(octets, 0, octets.length);
            return upload.finish(clock.instant().plus(DAY)).blob();
        }
    }

    private List<byte[]> rows(Family family) {
        var keys = new ArrayList<byte[]>();
        fixture.journal()
                .db()
                .scan(family, new byte[0], new byte[0], (key, value) -> keys.add(key));
        return keys;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(blobs())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
