package io.daybook.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.DataFolderProblem;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Form;
import io.daybook.stored.StoredForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {
    @TempDir private Path temp;

    @Test
    void a_new_folder_is_made_and_can_be_taken_again_after_it_was_given_back() throws IOException {
        Path path = temp.resolve("a/b");
        DataFolder.open(path).close();
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.folder("journal")).isDirectory().startsWith(folder.path());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
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

    private static final EventCodecs CODECS = StoredForms.codecs();
    private static final Form KNOWN = new Form("mailbox.MailboxCreated", "1");

    @Test
    void a_folder_of_the_first_format_is_of_this_one_once_it_was_accepted() throws IOException {
        Files.writeString(temp.resolve("format"), "daybook-data 1\n");
        try (var folder = DataFolder.open(temp)) {
            assertThat(temp.resolve("format")).hasContent("daybook-data 1\n");
            assertThat(folder.forms(CODECS)).isNotNull();
        }
        assertThat(temp.resolve("format")).hasContent("daybook-data 2\n");
    }

    @Test
    void the_forms_of_the_journal_are_listed_before_the_first_event_of_each() throws IOException {
        try (var folder = DataFolder.open(temp)) {
            var forms = folder.forms(CODECS);
            forms.note(KNOWN);
            forms.note(new Form("user.UserRegistered", "1"));
            forms.note(KNOWN);
        }
        assertThat(temp.resolve("forms"))
                .content()
                .startsWith("written by Daybook ")
                .endsWith("\nmailbox.MailboxCreated 1\nuser.UserRegistered 1\n");
        try (var folder = DataFolder.open(temp)) {
            assertThat(folder.forms(CODECS)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailbox.MailboxPainted 1", "mailbox.MailboxCreated 2"})
    void events_that_nobody_knows_here_are_refused_and_nothing_is_written(String form)
            throws IOException {
        Files.writeString(temp.resolve("format"), "daybook-data 2\n");
        String list = "written by Daybook 7.1.0\nmailbox.MailboxCreated 1\n" + form + "\n";
        Files.writeString(temp.resolve("forms"), list);
        try (var folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> folder.forms(CODECS))
                    .isInstanceOf(DataFolderProblem.class)
                    .hasMessageContaining("written by Daybook 7.1.0")
                    .hasMessageContaining(form)
                    .hasMessageContaining("run that version")
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(temp.resolve("forms")).hasContent(list);
    }

    @Test
    void a_damaged_list_of_forms_is_refused() throws IOException {
        Files.writeString(temp.resolve("forms"), "written by Daybook 0.1.0\nrubbish\u0000\n");
        try (var folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> folder.forms(CODECS)).hasMessageContaining("is damaged at");
        }
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
