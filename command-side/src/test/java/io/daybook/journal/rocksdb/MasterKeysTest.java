package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.engine.TestEvents;
import io.daybook.journal.file.FileMasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private final Seal seal = new Seal(new SecureRandom());
    @TempDir private Path temp;
    private Path file;

    @BeforeEach
    void writeSomething() throws IOException {
        file = temp.resolve("master.key");
        try (var journal = open()) {
            TestEvents.append(journal, "account:a", 0).join();
        }
    }

    @Test
    void the_key_is_made_once_and_read_by_its_owner_only() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String line = Files.readString(file);
        try (var journal = open()) {
            assertThat(journal.check().verify("account:a"))
                    .isEqualTo(new JournalCheck.Sound(1, true));
        }
        assertThat(Files.readString(file)).isEqualTo(line);
    }

    @Test
    void a_lost_key_is_said_and_never_replaced() throws IOException {
        Files.delete(file);
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("is lost")
                .hasMessageContaining("backup");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_key_of_another_folder_is_refused() throws IOException {
        Files.delete(file);
        FileMasterKey.create(file, seal);
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("not the master key of this data folder");
    }

    @Test
    void a_file_that_is_no_key_is_refused() throws IOException {
        Files.writeString(file, "hello\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("is not a master key");
    }

    @Test
    void a_key_opens_only_what_it_wrapped_for_the_same_purpose() {
        var key = FileMasterKey.read(file, seal);
        var other = FileMasterKey.create(temp.resolve("other.key"), seal);
        byte[] wrapped = key.wrap(new byte[] {1, 2, 3}, new byte[] {1});
        assertThat(key.unwrap(wrapped, new byte[] {1})).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> key.unwrap(wrapped, new byte[] {2}))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> other.unwrap(wrapped, new byte[] {1}))
                .isInstanceOf(SealBroken.class);
    }

    private RocksJournal open() {
        return RocksJournal.open(temp.resolve("journal"), file, seal, WrittenForms.unnoted());
    }
}
