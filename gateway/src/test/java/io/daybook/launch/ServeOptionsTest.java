package io.daybook.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.launch.Access.Mode;
import io.daybook.submission.relay.smtp.SmartHost;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeOptionsTest {
    @TempDir Path folder;

    @Test
    void nothing_given_means_loopback_and_a_folder_here() {
        var options = accepted();
        assertThat(options.http().authority()).isEqualTo("127.0.0.1:8080");
        assertThat(options.http().isLoopback()).isTrue();
        assertThat(options.product())
                .isInstanceOfSatisfying(
                        Product.Embedded.class,
                        it -> assertThat(it.data()).isAbsolute().hasFileName("daybook-data"));
        assertThat(options.users()).isEmpty();
        assertThat(options.tls()).isEqualTo(new Tls.None());
        assertThat(options.publicUrl()).isNull();
    }

    @Test
    void localhost_is_both_loopback_addresses() {
        assertThat(accepted("--http", "localhost:0").http().addresses())
                .containsExactly(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));
    }

    @Test
    void ipv6_stands_in_brackets() {
        assertThat(accepted("--http=[::1]:8081").http().authority()).isEqualTo("[::1]:8081");
    }

    @Test
    void users_come_from_options_and_files_and_hide_their_passwords() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("users"),
                        "# who\n\nbob@example.org:b:c\nalice@example.org:a\n");
        var options = accepted("--user", "alice@example.org:a", "--user-file", file.toString());
        assertThat(options.users())
                .containsExactly(
                        new Login("alice@example.org", "a"), new Login("bob@example.org", "b:c"));
        assertThat(options.toString()).doesNotContain("b:c");
    }

    @Test
    void a_smart_host_says_how_it_is_reached() {
        var plain = smartHost("mail.example.org:25");
        assertThat(plain.security()).isEqualTo(SmartHost.Security.OPPORTUNISTIC);
        assertThat(plain.host()).isEqualTo("mail.example.org");
        assertThat(plain.port()).isEqualTo(25);
        assertThat(smartHost("starttls://mail.example.org:587").security())
                .isEqualTo(SmartHost.Security.REQUIRED);
        assertThat(smartHost("tls://[::1]:465").security()).isEqualTo(SmartHost.Security.IMPLICIT);
        assertThat(smartHost("tls://[::1]:465").host()).isEqualTo("::1");
        assertThat(accepted().smartHost()).isNull();
    }

    @Test
    void destroyed_mail_is_kept_for_thirty_days_unless_said_otherwise() {
        assertThat(accepted().retentionDays()).isEqualTo(30);
        assertThat(accepted("--retention-days", "0").retentionDays()).isZero();
        assertThat(accepted("--retention-days=365").retentionDays()).isEqualTo(365);
    }

    @Test
    void a_smart_host_that_cannot_be_one_is_refused() {
        for (String wrong :
                List.of(
                        "mail.example.org",
                        "mail.example.org:",
                        "mail.example.org:0",
                        "mail.example.org:65536",
                        ":25",
                        "::1:25",
                        "[mail.example.org]:25",
                        "smtp://mail.example.org:25",
                        "mail example:25",
                        "user:secret@mail.example.org:25",
                        "mail.example.org\r\n:25")) {
            assertThat(ServeOptions.parse(List.of("--smart-host", wrong)))
                    .as(wrong)
                    .isInstanceOf(Parsed.Wrong.class);
        }
        assertThat(ServeOptions.parse(List.of("--smart-host-ca", "x")))
                .isInstanceOf(Parsed.Wrong.class);
    }

    @Test
    void the_login_of_the_smart_host_comes_from_a_file_and_is_never_shown() throws Exception {
        Path file = Files.writeString(folder.resolve("login"), "me@example.org:open:sesame\n");
        var options =
                accepted(
                        "--smart-host", "h.example:25", "--smart-host-login-file", file.toString());
        assertThat(options.smartHost()).isNotNull();
        assertThat(options.smartHost().login())
                .isEqualTo(new SmartHost.Login("me@example.org", "open:sesame"));
        assertThat(options.toString()).doesNotContain("sesame");
        for (String wrong : List.of("", "secret", ":secret", "user:", "a:secret\nb:secret")) {
            Files.writeString(file, wrong);
            var parsed =
                    ServeOptions.parse(
                            List.of(
                                    "--smart-host",
                                    "h.example:25",
                                    "--smart-host-login-file",
                                    file.toString()));
            assertThat(parsed)
                    .isInstanceOfSatisfying(
                            Parsed.Wrong.class,
                            it -> assertThat(it.message()).doesNotContain("secret"));
        }
    }

    @Test
    void the_server_greets_with_the_domain_that_clients_know() {
        String host = "h.example:25";
        assertThat(
                        accepted("--smart-host", host, "--public-url", "https://mail.example.org")
                                .smartHost()
                                .greeting())
                .isEqualTo("mail.example.org");
        assertThat(
                        accepted("--smart-host", host, "--public-url", "https://192.0.2.1")
                                .smartHost()
                                .greeting())
                .isNull();
        assertThat(smartHost(host).greeting()).isNull();
    }

    private static SmartHost smartHost(String text) {
        var smartHost = accepted("--smart-host", text).smartHost();
        assertThat(smartHost).isNotNull();
        return smartHost;
    }

    @Test
    void accounts_are_opened_to_others_and_closed() {
        var options =
                accepted(
                        "--open", "Team@example.org:alice@example.org",
                        "--open", "team@example.org:bob@example.org:read-only",
                        "--close", "team@example.org:carol@example.org",
                        "--open", "team@example.org:alice@example.org");
        assertThat(options.access())
                .containsExactly(
                        new Access("team@example.org", "alice@example.org", Mode.READ_WRITE),
                        new Access("team@example.org", "bob@example.org", Mode.READ_ONLY),
                        new Access("team@example.org", "carol@example.org", Mode.CLOSED));
    }

    @Test
    void origins_are_written_as_browsers_send_them() {
        assertThat(
                        accepted(
                                        "--allow-origin",
                                        "HTTPS://Mail.Example.org:443",
                                        "--allow-origin",
                                        "http://localhost:3000")
                                .allowedOrigins())
                .containsExactly("https://mail.example.org", "http://localhost:3000");
    }

    @Test
    void the_public_url_loses_the_slash_at_its_end() {
        assertThat(accepted("--public-url", "https://example.org/mail/").publicUrl())
                .isEqualTo(URI.create("https://example.org/mail"));
    }

    @Test
    void a_trusted_proxy_is_a_block_or_one_address() {
        var proxies =
                accepted("--trusted-proxy", "10.1.0.0/16", "--trusted-proxy", "::1")
                        .trustedProxies();
        assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("10.1.255.9"))).isTrue();
        assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
        assertThat(proxies.getFirst().contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(proxies.getLast().contains(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(proxies.getLast().contains(InetAddress.ofLiteral("::2"))).isFalse();
    }

    @Test
    void a_certificate_and_its_key_are_files_that_exist() throws Exception {
        String file = Files.writeString(folder.resolve("pem"), "x").toString();
        assertThat(accepted("--tls-cert", file, "--tls-key", file).tls())
                .isEqualTo(new Tls.Files(Path.of(file), Path.of(file)));
        assertThat(refused("--tls-cert", file)).contains("give both");
        assertThat(refused("--tls-cert", file, "--tls-key", file + "x"))
                .contains("--tls-key")
                .contains("no such file");
        assertThat(refused("--tls-cert", file, "--tls-key", file, "--tls-self-signed"))
                .contains("leave out");
    }

    @Test
    void a_bad_line_of_a_user_file_is_named_by_its_number_without_its_secret() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("users"), "alice@example.org:a\nno-address:secret\n");
        assertThat(refused("--user-file", file.toString()))
                .contains("users line 2")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--htp 1:2 | did you mean --http?",
                "--http | needs a value",
                "--retention-days soon | from 0 to 36525",
                "--retention-days -1 | from 0 to 36525",
                "--http 8080 | needs HOST:PORT",
                "--http ::1:8080 | needs HOST:PORT",
                "--http [127.0.0.1]:80 | needs HOST:PORT",
                "--http 127.0.0.1:70000 | from 0 to 65535",
                "--http 127.0.0.1:x | from 0 to 65535",
                "--http nowhere.invalid:80 | no address is known",
                "--http 127.0.0.1:1 --http 127.0.0.1:2 | given twice",
                "--demo=yes | takes no value",
                "--demo --http 0.0.0.0:8080 | use --http 127.0.0.1:8080",
                "--tls-self-signed --http 0.0.0.0:8080 | give --tls-cert and --tls-key",
                "--user alice | ADDRESS:PASSWORD",
                "--user alice:secret | no mail address",
                "--user alice@example.org: | must have 1 to 1024",
                "--user a@b:1 --user a@b:2 | different passwords",
                "--user-file /no/such/file | no such file",
                "--open a@b | needs ACCOUNT_ADDRESS:USER_ADDRESS",
                "--open a@b:c@d:writable | needs ACCOUNT_ADDRESS:USER_ADDRESS",
                "--open a@b:c | is no mail address",
                "--open a@b:A@b | own",
                "--close a@b:c@d:read-only | needs ACCOUNT_ADDRESS:USER_ADDRESS",
                "--open a@b:c@d --open a@b:c@d:read-only | two different ways",
                "--open a@b:c@d --close a@b:c@d | two different ways",
                "--public-url ftp://x | http or https",
                "--public-url https://x/?q | http or https",
                "--allow-origin * | exact origin",
                "--allow-origin null | exact origin",
                "--allow-origin https://x/path | exact origin",
                "--trusted-proxy example.org | address block",
                "--trusted-proxy 10.0.0.1/8 | bits beyond",
                "--trusted-proxy 10.0.0.0/33 | from 0 to 32",
                "extra | takes only options",
                "--mode both | embedded",
                "--config daybook.yaml | --mode cluster",
                "--mode cluster | --config FILE is missing",
                "--mode cluster --config x --data y | --data is of the embedded product",
                "--mode cluster --config x --http 127.0.0.1:1 | --http is of the embedded product",
                "--mode cluster --config /no/such/file | no such file",
            })
    void every_mistake_is_one_line_with_the_way_out(String words, String message) {
        String problem = refused(words.split(" "));
        assertThat(problem).contains(message).doesNotContain("\n").doesNotContain("secret");
    }

    private static ServeOptions accepted(String... words) {
        return switch (ServeOptions.parse(List.of(words))) {
            case Parsed.Ok<ServeOptions>(var options) -> options;
            case Parsed.Wrong<ServeOptions>(var message) -> throw new AssertionError(message);
        };
    }

    private static String refused(String... words) {
        return switch (ServeOptions.parse(List.of(words))) {
            case Parsed.Ok<ServeOptions>(var options) ->
                    throw new AssertionError("accepted: " + options);
            case Parsed.Wrong<ServeOptions>(var message) -> message;
        };
    }
}
