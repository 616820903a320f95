package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot succeed ends with one line that says what to do. */
class StartTest {
    private static final String ANY_PORT = "127.0.0.1:0";

    private static void assertOneLine(ServerProcess.Ended ended, String... parts) {
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output().lines()).hasSize(1);
        assertThat(ended.output()).startsWith("daybook: ").contains(parts);
    }

    @Test
    void a_folder_or_a_port_that_is_taken_is_one_line_and_the_owner_serves_on(@TempDir Path temp) {
        Path data = temp.resolve("data");
        try (var server = ServerProcess.start(data)) {
            assertOneLine(ServerProcess.startInVain(data, ANY_PORT), "in use by process", "--data");
            String taken = URI.create(server.url()).getAuthority();
            assertOneLine(
                    ServerProcess.startInVain(temp.resolve("other"), taken),
                    "cannot listen on " + taken,
                    "--http");
            assertThat(server.session().mailboxByRole("inbox")).isNotEmpty();
            assertThat(server.health("ready")).isEqualTo(200);
            assertThat(server.health("live")).isEqualTo(200);
            assertThat(server.output().lines()).hasSize(2);
            assertThat(server.output()).startsWith("Admin token").doesNotContain("daybook:");
            assertThat(server.stop()).isIn(0, 143);
        }
    }

    @Test
    void a_folder_that_is_none_is_one_line(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "no folder");
        assertOneLine(ServerProcess.startInVain(file, ANY_PORT), "cannot be written", "--data");
    }

    @Test
    void a_folder_of_a_newer_daybook_is_one_line_and_stays_as_it_is(@TempDir Path temp)
            throws IOException {
        Path format = Files.writeString(temp.resolve("format"), "daybook-data 999\n");
        assertOneLine(ServerProcess.startInVain(temp, ANY_PORT), "newer");
        assertThat(format).hasContent("daybook-data 999\n");
    }

    @Test
    void a_folder_with_events_of_a_newer_daybook_is_one_line_and_stays_as_it_is(@TempDir Path temp)
            throws IOException {
        Path data = temp.resolve("data");
        try (var server = ServerProcess.start(data)) {
            assertThat(server.stop()).isIn(0, 143);
        }
        Path forms = data.resolve("forms");
        Files.writeString(
                forms,
                Files.readString(forms).replaceFirst(".*", "written by Daybook 9.0.0")
                        + "mailbox.MailboxPainted 1\n");
        var before = contents(data);
        assertOneLine(
                ServerProcess.startInVain(data, ANY_PORT),
                "written by Daybook 9.0.0",
                "mailbox.MailboxPainted 1",
                "run that version or a later one");
        assertThat(contents(data)).isEqualTo(before);
    }

    /** The files of the folder and what is in each. */
    private static Map<String, String> contents(Path data) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        data.relativize(file).toString(),
                        BlobId.of(Files.readAllBytes(file)).value());
            }
        }
        // Who tried is noted there.
        contents.remove("lock");
        return contents;
    }
}
