package io.daybook.journal.axonserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.AxonServerSettings.Server;
import io.daybook.core.cluster.AxonServerSettings.Tls;
import io.daybook.core.cluster.SettingRefused;
import io.daybook.server.TestCertificate;
import io.daybook.server.axon.AxonServerDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a node comes to Axon Server, and the one line that it says when it is not let in. */
@Tag("cluster")
class AxonServerSignInTest {
    private static final String TOKEN = "a token of ours";

    @TempDir private Path folder;

    private static AxonServerSettings settings(
            AxonServerDouble stand, String context, @Nullable String token, @Nullable Tls tls) {
        return new AxonServerSettings(
                List.of(new Server("localhost", stand.port())), context, token, tls);
    }

    private static void open(AxonServerDouble stand, AxonServerSettings settings) throws Exception {
        try (var fixture = new AxonServerFixture(stand)) {
            assertThat(fixture.node(settings).stored().streams()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_an_authority_that_is_named_is_believed() throws Exception {
        var certificate = TestCertificate.forLocalhost(folder);
        var stand = new AxonServerDouble(TOKEN, certificate);
        open(stand, settings(stand, "default", TOKEN, new Tls(certificate.chain())));
    }

    @Test
    void a_certificate_of_somebody_else_is_refused_in_one_line() throws Exception {
        var certificate = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("a")));
        var other = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("b")));
        for (var tls : List.of(new Tls(other.chain()), new Tls(null))) {
            var stand = new AxonServerDouble(TOKEN, certificate);
            assertRefused(stand, settings(stand, "default", TOKEN, tls), "axonserver.authorities");
        }
    }

    @Test
    void a_client_without_tls_at_a_server_that_wants_it_is_told_of_the_setting() throws Exception {
        var stand = new AxonServerDouble(TOKEN, TestCertificate.forLocalhost(folder));
        assertRefused(stand, settings(stand, "default", TOKEN, null), "axonserver.tls");
    }

    @Test
    void a_client_with_tls_at_a_server_that_has_none_is_told_of_the_setting() throws Exception {
        var stand = new AxonServerDouble(TOKEN);
        assertRefused(stand, settings(stand, "default", TOKEN, new Tls(null)), "axonserver.tls");
    }

    @Test
    void a_token_that_is_wrong_or_missing_is_refused_in_one_line() throws Exception {
        for (String token : new String[] {"another token", null}) {
            var stand = new AxonServerDouble(TOKEN);
            assertRefused(stand, settings(stand, "default", token, null), "axonserver.token");
        }
    }

    @Test
    void a_context_that_is_not_there_is_named_in_one_line() throws Exception {
        var stand = new AxonServerDouble(TOKEN);
        assertRefused(stand, settings(stand, "mail", TOKEN, null), "mail", "axonserver.context");
    }

    private static void assertRefused(
            AxonServerDouble stand, AxonServerSettings settings, String... words) {
        assertThatThrownBy(() -> open(stand, settings))
                .isInstanceOf(SettingRefused.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny(TOKEN, "\n");
    }

    @Test
    void a_server_that_does_not_answer_is_waited_for() throws Exception {
        var stand = new AxonServerDouble(TOKEN);
        var settings = settings(stand, "default", TOKEN, null);
        stand.proxy().cut();
        new Greeting(settings, null, Duration.ofSeconds(5)).requireEntry();
        stand.proxy().restore();
        open(stand, settings);
    }
}
