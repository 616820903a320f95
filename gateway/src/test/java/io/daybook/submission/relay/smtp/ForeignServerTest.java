package io.daybook.submission.relay.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.RcptParameters;
import io.daybook.submission.Fate;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Recipient;
import io.daybook.submission.relay.smtp.SmartHost.Login;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Against an SMTP server that nobody here wrote: encryption, logins, large messages. */
class ForeignServerTest {
    private static final Login LOGIN = new Login("daybook", "correct horse");

    private final TestAuthority authority = TestAuthority.of(GeneralName.iPAddress, "127.0.0.1");
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();

    @TempDir private Path folder;
    private @Nullable SMTPServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void mail_arrives_as_it_was_sent() throws Exception {
        start(builder());
        String message = "Subject: hi\r\n\r\n.\r\n..\r\nfrom\r\n" + "x".repeat(900_000) + "\r\n";
        assertThat(send(Security.OPPORTUNISTIC, null, null, message)).isEqualTo(Fate.RELAYED);
        assertThat(received).containsExactly("a@x.test b@x.test " + message);
    }

    @Test
    void encryption_is_used_where_it_is_offered_without_asking_who_is_there() throws Exception {
        start(builder().enableTLS().requireTLS().startTlsSocketFactory(authority.server()));
        assertThat(send(Security.OPPORTUNISTIC, null, null, "\r\n")).isEqualTo(Fate.RELAYED);
        assertThat(received).hasSize(1);
    }

    @Test
    void encryption_that_is_required_needs_a_certificate_that_is_believed() throws Exception {
        start(builder().enableTLS().requireTLS().startTlsSocketFactory(authority.server()));
        assertThat(send(Security.REQUIRED, null, null, "\r\n")).isEqualTo(Fate.QUEUED);
        assertThat(send(Security.REQUIRED, null, authority, "\r\n")).isEqualTo(Fate.RELAYED);
        var other = TestAuthority.of(GeneralName.iPAddress, "127.0.0.1");
        assertThat(send(Security.REQUIRED, null, other, "\r\n")).isEqualTo(Fate.QUEUED);
        assertThat(received).hasSize(1);
    }

    @Test
    void a_certificate_of_another_host_is_not_believed() throws Exception {
        var stranger = TestAuthority.of(GeneralName.dNSName, "smtp.example.test");
        start(builder().enableTLS().startTlsSocketFactory(stranger.server()));
        assertThat(send(Security.REQUIRED, null, stranger, "\r\n")).isEqualTo(Fate.QUEUED);
        assertThat(received).isEmpty();
    }

    @Test
    void encryption_may_come_first() throws Exception {
        start(builder().serverSocketFactory(authority.server()));
        assertThat(send(Security.IMPLICIT, null, authority, "\r\n")).isEqualTo(Fate.RELAYED);
        assertThat(send(Security.IMPLICIT, null, null, "\r\n")).isEqualTo(Fate.QUEUED);
        assertThat(received).hasSize(1);
    }

    @Test
    void a_login_is_used_and_a_wrong_one_holds_mail_back() throws Exception {
        start(
                builder()
                        .requireAuth()
                        .authenticationHandlerFactory(
                                new EasyAuthenticationHandlerFactory((user, password, _) -> {
                                    logins.add(user);
                                    if (!new Login(user, password).equals(LOGIN)) {
                                        throw new LoginFailedException();
                                    }
                                })));
        assertThat(send(Security.OPPORTUNISTIC, LOGIN, null, "\r\n")).isEqualTo(Fate.RELAYED);
        assertThat(send(Security.OPPORTUNISTIC, new Login("daybook", "x"), null, "\r\n"))
                .isEqualTo(Fate.QUEUED);
        assertThat(send(Security.OPPORTUNISTIC, null, null, "\r\n")).isEqualTo(Fate.QUEUED);
        assertThat(received).hasSize(1);
        assertThat(logins).contains("daybook");
    }

    @Test
    void a_login_goes_over_no_network_in_the_clear() {
        assertThat(host("mail.example.test", Security.OPPORTUNISTIC, LOGIN, null).isSecret())
                .isTrue();
        assertThat(host("127.0.0.1", Security.OPPORTUNISTIC, LOGIN, null).isSecret()).isFalse();
        assertThat(host("localhost", Security.OPPORTUNISTIC, LOGIN, null).isSecret()).isFalse();
        assertThat(host("::1", Security.OPPORTUNISTIC, LOGIN, null).isSecret()).isFalse();
        assertThat(LOGIN.toString()).doesNotContain("horse");
    }

    @Test
    void authorities_that_cannot_be_read_are_said_so() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "nonsense");
        var host = host("127.0.0.1", Security.REQUIRED, null, file);
        assertThatThrownBy(() -> new SmtpRelay(host)).hasMessageContaining("ca.pem");
    }

    private SMTPServer.Builder builder() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .messageHandler((_, from, to, octets) ->
                        received.add(
                                from
                                        + " "
                                        + to
                                        + " "
                                        + new String(octets, StandardCharsets.ISO_8859_1)));
    }

    private void start(SMTPServer.Builder builder) {
        server = builder.build();
        server.start();
    }

    private Fate send(
            Security security,
            @Nullable Login login,
            @Nullable TestAuthority believed,
            String message)
            throws Exception {
        Path file = believed == null ? null : believed.write(folder.resolve("ca.pem"));
        var to = new Recipient(0, address("b@x.test"), RcptParameters.NONE);
        var mail =
                new Mail(
                        address("a@x.test"),
                        MailParameters.NONE,
                        List.of(to),
                        out -> out.write(message.getBytes(StandardCharsets.ISO_8859_1)));
        try (var relay = new SmtpRelay(host("127.0.0.1", security, login, file))) {
            return relay.transfer(mail, _ -> true).outcomes().getFirst().fate();
        }
    }

    private SmartHost host(
            String name, Security security, @Nullable Login login, @Nullable Path authorities) {
        int port = server == null ? 25 : server.getPortAllocated();
        return new SmartHost(name, port, security, login, authorities, null, Patience.STANDARD);
    }

    private static EnvelopeAddress address(String text) {
        return Objects.requireNonNull(EnvelopeAddress.parse(text));
    }
}
