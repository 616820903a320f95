package io.daybook.view.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.ViewStoreContract;
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
    void a_closed_store_says_so() {
        emptyStore();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(ALICE, NAMES, 1)).hasMessage("the views are closed");
    }
}
