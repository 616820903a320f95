package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseTest {
    @Test
    void metadata_tells_the_whole_cause() {
        var cause = new Cause("alice@example.test", "jmap", "127.0.0.1", "probe/1.0", "r1");
        assertThat(Cause.of(cause.metadata())).isEqualTo(cause);
    }

    @Test
    void an_event_of_before_clients_were_kept_has_none() {
        var old = Map.of("actor", "a", "source", "jmap", "address", "127.0.0.1", "requestId", "r");
        var cause = new Cause("a", "jmap", "127.0.0.1", "", "r");
        assertThat(Cause.of(old)).isEqualTo(cause);
        assertThat(cause.metadata()).isEqualTo(old);
    }

    @Test
    void of_a_long_name_of_a_client_the_beginning_is_kept() {
        var cause = new Cause("a", "jmap", "", "x".repeat(5_000), "r");
        assertThat(cause.client()).isEqualTo("x".repeat(Cause.MOST_CLIENT));
    }
}
