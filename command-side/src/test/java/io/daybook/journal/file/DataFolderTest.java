package io.daybook.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.DataFolderProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir private Path temp;

    @Test
    void a_new_folder_is_made_and_can_be_taken_again_after_it_was_given_back() {
        Path path = temp.resolve("a/b");
        DataFolder.open(path).close();
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.folder("journal")).isDirectory().startsWith(folder.path());
        }
    }

    @Test
    void a_folder_in_use_names_the_process() {
        try (var folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path()))
                    .isInstanceOf(DataFolderProblem.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void a_newer_folder_is_refused() throws IOException {
        Files.writeString(temp.resolve("format"), "daybook-data 99\n");
        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("newer Daybook");
        Files.writeString(temp.resolve("format"), "daybook-data 1\n");
        DataFolder.open(temp).close();
    }

    @Test
    void a_folder_of_something_else_is_refused() throws IOException {
        Files.writeString(temp.resolve("format"), "recipes\n");
        assertThatThrownBy(() -> DataFolder.open(temp))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("not a data folder");
    }

    @Test
    void a_folder_that_cannot_be_written_is_refused() throws IOException {
        // A file in the way fails for every user, where permissions do not stop root.
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(DataFolderProblem.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data");
    }
}
