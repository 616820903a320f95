package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.launch.HttpAddress;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
    private static final Hosts HOSTS =
            new Hosts(Set.of("mail.example.org", "*.example.net", "localhost"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST.",
                "127.0.0.1:8080",
                "[::1]:8080",
                "192.168.1.7",
                "[fe80::1]",
                "nas:8080",
                "nas.local",
                "mail.home.arpa:8443",
                "daybook.internal",
                "mail.example.org:443",
                "Mail.Example.org",
                "a.example.net"
            })
    void a_name_of_this_machine_its_network_or_its_certificate_is_known(String authority) {
        assertThat(HOSTS.know(authority)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "mail.example.org.evil.example:8080",
                "a.b.example.net",
                "example.net",
                "127.0.0.1.nip.example",
                "1.2.3.4.5"
            })
    void a_name_that_anybody_could_have_is_not(String authority) {
        assertThat(HOSTS.know(authority)).isFalse();
    }

    @Test
    void the_names_are_those_of_the_option_and_of_the_certificate(@TempDir Path data)
            throws Exception {
        var own = KeptCertificate.in(data, Instant.now(), new SecureRandom());
        assertThat(Files.exists(own.certificate())).isTrue();
        var address =
                new HttpAddress(
                        "mail.example.org", List.of(InetAddress.getLoopbackAddress()), 8443);
        var hosts = Hosts.of(address, own.certificate());
        assertThat(hosts.names()).contains("mail.example.org", "localhost");
        assertThat(hosts.know("mail.example.org:8443")).isTrue();
        assertThat(hosts.know("other.example.org:8443")).isFalse();
        assertThat(Hosts.of(address, null).know("mail.example.org")).isTrue();
    }

    @Test
    void a_public_url_or_a_trusted_proxy_settles_it() {
        InetAddress peer = InetAddress.ofLiteral("192.0.2.1");
        var strict = new Origins(null, "http", "x", _ -> false, HOSTS::know);
        assertThat(strict.isOwn(peer, "evil.example", true)).isFalse();
        assertThat(strict.isOwn(peer, "nas", false)).isTrue();
        assertThat(strict.isOwn(peer, null, false)).isTrue();
        var proxied = new Origins(null, "http", "x", _ -> true, HOSTS::know);
        assertThat(proxied.isOwn(peer, "evil.example", true)).isTrue();
        assertThat(proxied.isOwn(peer, "evil.example", false)).isFalse();
        var named = new Origins("https://a.example", "http", "x", _ -> false, HOSTS::know);
        assertThat(named.isOwn(peer, "evil.example", false)).isTrue();
    }
}
