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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksViewStoreTest implements ViewStoreContract {
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
