package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
