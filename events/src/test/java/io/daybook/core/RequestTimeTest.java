package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123Z");

    @Test
    void a_request_has_no_event_long_before_it() {
        var earliest = RequestTime.earliest(RequestTime.prefix(NOW) + "x1y2z3a");
        assertThat(earliest).isEqualTo(NOW.minus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "q",
                "q-",
                "none",
                "r1y2p0ij32e8e7-1f",
                "q!-1",
                "q-5",
                "q9zzzzzzzzzzzzz-1"
            })
    void other_ids_tell_no_time(String id) {
        assertThat(RequestTime.earliest(id)).isNull();
    }
}
