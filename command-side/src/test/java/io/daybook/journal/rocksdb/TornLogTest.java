package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.Seal;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.TestEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves: the files as they were at that moment, without any close. */
class TornLogTest {
    private static final String STREAM = "account:a";
    private static final int EVENTS = 50;

    private final JournalFixture fixture = new JournalFixture();
    @TempDir private Path crashed;

    @BeforeEach
    void crash() throws IOException {
        for (int seq = 0; seq < EVENTS; seq++) {
            TestEvents.append(fixture.journal(), STREAM, seq).join();
        }
        try (var files = Files.walk(fixture.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = crashed.resolve(fixture.folder().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everything_acknowledged_is_there_after_a_crash() {
        try (var journal = open()) {
            assertThat(journal.check().verify(STREAM))
                    .isEqualTo(new JournalCheck.Sound(EVENTS, true));
        }
    }

    @Test
    void a_torn_end_loses_the_torn_record_alone() throws IOException {
        try (var log = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            log.truncate(log.size() - 3);
        }
        try (var journal = open()) {
            assertThat(journal.check().verify(STREAM))
                    .isEqualTo(new JournalCheck.Sound(EVENTS - 1, true));
            TestEvents.append(journal, STREAM, EVENTS - 1).join();
            assertThat(journal.rows().lastIndex()).isEqualTo(EVENTS - 1);
        }
    }

    @Test
    void damage_before_the_end_is_never_taken_for_a_torn_end() throws IOException {
        try (var log = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            log.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), log.size() / 2);
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("backup");
    }

    private Path log() throws IOException {
        try (var files = Files.list(crashed.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    private RocksJournal open() {
        return RocksJournal.open(
                crashed.resolve("journal"),
                crashed.resolve("master.key"),
                new Seal(new SecureRandom()),
                WrittenForms.unnoted());
    }
}
