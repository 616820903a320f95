package io.daybook.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateTest {
    @Test
    void a_state_is_read_back_from_its_wire_form() {
        for (State state :
                List.of(new State("k3v", 0), new State("k3v", 4711), new State("k3v", 4711, 50))) {
            assertThat(State.parse(state.toString())).isEqualTo(state);
        }
    }

    @Test
    void a_text_that_was_never_issued_is_no_state() {
        for (String text :
                List.of(
                        "",
                        "-1",
                        "abc",
                        "k-",
                        "k--1",
                        "k-01",
                        "k-1.0",
                        "k-1.",
                        "k-1.01",
                        "k-9999999999999999999")) {
            assertThat(State.parse(text)).as(text).isNull();
        }
    }
}
