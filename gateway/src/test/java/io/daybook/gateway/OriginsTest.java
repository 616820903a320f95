package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("192.0.2.9");
    private static final Origins ORIGINS =
            new Origins(null, "http", "127.0.0.1:8080", peer -> peer.getAddress()[0] == 10);

    @Test
    void the_public_url_wins() {
        var origins = new Origins("https://mail.example.org", "http", "x", _ -> true);
        assertThat(origins.baseUrl(PROXY, "other", "http", "another"))
                .isEqualTo("https://mail.example.org");
    }

    @Test
    void the_host_header_counts_when_it_is_one() {
        assertThat(ORIGINS.baseUrl(STRANGER, "Mail.example.org:8443", null, null))
                .isEqualTo("http://mail.example.org:8443");
        assertThat(ORIGINS.baseUrl(STRANGER, "[::1]:8080", null, null))
                .isEqualTo("http://[::1]:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a@b", "<a>", "a:b", "a:123456", "-a", "a\"", "a?b"})
    void another_host_header_does_not(String host) {
        assertThat(ORIGINS.baseUrl(STRANGER, host, null, null)).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void only_trusted_proxies_are_believed() {
        assertThat(ORIGINS.baseUrl(STRANGER, "a", "https", "b")).isEqualTo("http://a");
        assertThat(ORIGINS.baseUrl(PROXY, "a", "https", "x, b")).isEqualTo("https://b");
        assertThat(ORIGINS.client(STRANGER, "198.51.100.1")).isEqualTo(STRANGER);
        assertThat(ORIGINS.client(PROXY, null)).isEqualTo(PROXY);
    }

    @Test
    void the_client_is_the_nearest_address_that_is_no_proxy_of_ours() {
        var client = InetAddress.ofLiteral("198.51.100.1");
        assertThat(ORIGINS.client(PROXY, "203.0.113.5, 198.51.100.1, 10.9.9.9")).isEqualTo(client);
        assertThat(ORIGINS.client(PROXY, "nonsense, 198.51.100.1")).isEqualTo(client);
        assertThat(ORIGINS.client(PROXY, "nonsense")).isEqualTo(PROXY);
    }
}
