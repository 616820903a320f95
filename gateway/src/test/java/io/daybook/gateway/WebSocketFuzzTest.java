package io.daybook.gateway;

import io.daybook.core.jmap.fuzz.Mutator;
import org.junit.jupiter.api.Test;

class WebSocketFuzzTest {
    /** Each opens a connection, so there are fewer than of other targets. */
    private static final int ROUNDS = 300;

    @Test
    void whatever_comes_on_a_socket_the_connection_ends_and_the_next_client_is_served() {
        Mutator.run(WebSocketFuzz.class, WebSocketFuzz::fuzzerTestOneInput, ROUNDS);
    }
}
