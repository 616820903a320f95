package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.netty.ChannelBindException;

class ListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");
    private static final HttpHandler NOTHING = (_, response) -> response.setComplete();

    @Test
    void every_address_is_listened_to_on_the_same_port() throws Exception {
        try (var listener = new Listener(List.of(LOOPBACK, LOOPBACK_6), 0, null, NOTHING)) {
            for (var address : List.of(LOOPBACK, LOOPBACK_6)) {
                try (var socket = new Socket(address, listener.port())) {
                    assertThat(socket.isConnected()).isTrue();
                }
            }
        }
    }

    @Test
    void a_port_in_use_is_told() {
        try (var listener = new Listener(List.of(LOOPBACK), 0, null, NOTHING)) {
            int port = listener.port();
            assertThatThrownBy(() -> new Listener(List.of(LOOPBACK), port, null, NOTHING))
                    .isInstanceOf(ChannelBindException.class);
        }
    }

    @Test
    void only_paths_of_uri_characters_are_let_in() {
        assertThat(Listener.isUri("/")).isTrue();
        assertThat(Listener.isUri("/a%20b/c?d=%2F&e=*")).isTrue();
        for (String bad : new String[] {"", "a", "//", "/%", "/%2", "/%zz", "/a b", "/{", "/\"", "/\u00e9"}) {
            assertThat(Listener.isUri(bad)).as(bad).isFalse();
        }
    }
}
