package io.daybook.view.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.ViewStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksViewStoreTest implements ViewStoreContract {
    private static final int LARGE = 20 << 20;
    private static final int LARGE_ROWS = 2_000;

    @TempDir Path folder;
    private RocksViewStore store;

    @Override
    public ViewStore emptyStore() {
        store = new RocksViewStore(folder.resolve("views"));
        return store;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void what_was_written_is_there_after_it_is_opened_again() {
        emptyStore();
        var batch = new ViewBatch(ALICE, Version.NONE);
        batch.put(NAMES, 1, 4, "one");
        batch.reach(Version.of(4));
        assertThat(store.commit(batch)).isTrue();
        store.close();
        store = new RocksViewStore(folder.resolve("views"));
        assertThat(store.get(ALICE, NAMES, 1).value()).isEqualTo("one");
        assertThat(store.version(ALICE)).isEqualTo(Version.of(4));
    }

    @Test
    void a_crash_loses_what_was_loaded_unless_it_was_settled() throws IOException {
        emptyStore();
        load(0, "lost");
        try (var found = afterCrash("unsettled")) {
            assertThat(found.version(ALICE)).isEqualTo(Version.NONE);
        }
        load(1, "kept");
        store.settle();
        try (var found = afterCrash("settled")) {
            assertThat(found.version(ALICE)).isEqualTo(Version.of(1));
            assertThat(found.get(ALICE, NAMES, 1).value()).isEqualTo("kept");
        }
    }

    @Test
    void a_crash_loses_nothing_of_a_generation_that_is_read() throws IOException {
        emptyStore();
        load(0, "loaded");
        assertThat(store.swap(ALICE, ALICE.next())).as("nothing is there").isFalse();
        var next = new ViewBatch(ALICE.next(), Version.NONE);
        next.put(NAMES, 1, 0, "next");
        next.reach(Version.of(0));
        assertThat(store.load(next)).isTrue();
        assertThat(store.swap(ALICE, ALICE.next())).isTrue();
        try (var found = afterCrash("swapped")) {
            assertThat(found.live(ALICE.group(), ALICE.scope())).isEqualTo(ALICE.next());
            assertThat(found.get(ALICE.next(), NAMES, 1).value()).isEqualTo("next");
        }
    }

    @Test
    void a_large_generation_gives_its_octets_back_when_it_is_dropped()
            throws IOException, RocksDBException {
        emptyStore();
        loadLarge();
        long before = octets();
        store.drop(ALICE);
        assertThat(store.get(ALICE, NAMES, 1)).isNull();
        assertThat(before).isGreaterThan(LARGE);
        assertThat(octets()).isLessThan(before / 4);
    }

    @Test
    void frozen_rows_of_a_large_generation_outlive_it() throws RocksDBException {
        emptyStore();
        loadLarge();
        try (var frozen = store.freeze(List.of(ALICE))) {
            store.drop(ALICE);
            assertThat(frozen.rows(ALICE, null, 2 * LARGE_ROWS)).hasSize(LARGE_ROWS);
            assertThat(store.get(ALICE, NAMES, 1)).isNull();
        }
    }

    /** Rows in files that are in order: those that are not are left to the next compaction. */
    private void loadLarge() throws RocksDBException {
        var random = new Random(1);
        var batch = new ViewBatch(ALICE, Version.NONE);
        for (int i = 0; i < LARGE_ROWS; i++) {
            byte[] octets = new byte[LARGE / LARGE_ROWS];
            random.nextBytes(octets);
            batch.put(NAMES, i, 0, Base64.getEncoder().encodeToString(octets));
        }
        batch.reach(Version.of(0));
        assertThat(store.commit(batch)).isTrue();
        store.close();
        try (var database = RocksDB.open(folder.resolve("views").toString())) {
            database.compactRange();
        }
        store = new RocksViewStore(folder.resolve("views"));
    }

    private long octets() throws IOException {
        long sum = 0;
        try (var files = Files.newDirectoryStream(folder.resolve("views"), "*.sst")) {
            for (Path file : files) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    private void load(long seq, String name) {
        var batch = new ViewBatch(ALICE, Version.of(seq - 1));
        batch.put(NAMES, 1, seq, name);
        batch.reach(Version.of(seq));
        assertThat(store.load(batch)).isTrue();
    }

    /** What a process finds that starts on the files as they are now. */
    private RocksViewStore afterCrash(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (var files = Files.list(folder.resolve("views"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return new RocksViewStore(copy);
    }

    @Test
    void a_closed_store_says_so() {
        emptyStore();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(ALICE, NAMES, 1)).hasMessage("the views are closed");
    }
}
