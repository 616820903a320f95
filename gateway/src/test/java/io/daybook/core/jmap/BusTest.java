package io.daybook.core.jmap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.Cause;
import io.daybook.core.Command;
import io.daybook.core.Unavailable;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.Test;

/** A server that stops while requests are under way. */
class BusTest {
    private static final Cause CAUSE = new Cause("alice", "jmap", "127.0.0.1", "test", "r1");

    private record Asked() implements Command {
        @Override
        public String stream() {
            return "account:a";
        }
    }

    private final Bus bus =
            new Bus(
                    DefaultCommandGateway.builder()
                            .commandBus(SimpleCommandBus.builder().build())
                            .build(),
                    DefaultQueryGateway.builder()
                            .queryBus(SimpleQueryBus.builder().build())
                            .build());

    @Test
    void whose_handler_has_gone_may_try_again() {
        assertThatThrownBy(() -> bus.command(new Asked(), CAUSE, String.class))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the server stops");
        assertThatThrownBy(() -> bus.query(new Asked(), String.class))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("the server stops");
    }
}
