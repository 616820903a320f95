package io.daybook.view.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class LoadsTest {
    /** More than are left when nothing large is loaded, fewer than are left then. */
    private static final int MANY = 12;

    @TempDir Path folder;
    private RocksViews database;
    private Loads loads;

    @BeforeEach
    void open() throws RocksDBException, IOException {
        database = RocksViews.open(folder);
        loads = new Loads(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void files_of_a_small_load_are_put_in_order_as_ever() throws Exception {
        loads.add(Loads.LARGE - 1);
        leaveFiles();
        awaitFewer();
    }

    @Test
    void files_of_a_large_load_are_put_in_order_once_it_is_settled() throws Exception {
        loads.add(Loads.LARGE - 1);
        loads.add(1);
        leaveFiles();
        assertThat(files()).isEqualTo(MANY);
        loads.settle();
        awaitFewer();
    }

    @Test
    void or_given_up() throws Exception {
        loads.add(Loads.LARGE);
        leaveFiles();
        assertThat(files()).isEqualTo(MANY);
        loads.order();
        awaitFewer();
    }

    /** All with the same keys, so that none can stay as it is. */
    private void leaveFiles() throws RocksDBException {
        for (int i = 0; i < MANY; i++) {
            database.put(new byte[] {1}, new byte[] {(byte) i});
            database.put(new byte[] {2}, new byte[] {(byte) i});
            database.flush();
        }
    }

    private void awaitFewer() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (files() >= MANY) {
            assertThat(System.nanoTime()).as("in order in time").isLessThan(end);
            Thread.sleep(5);
        }
        assertThat(database.get(new byte[] {1})).containsExactly(MANY - 1);
    }

    private long files() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.sst")) {
            return StreamSupport.stream(files.spliterator(), false).count();
        }
    }
}
