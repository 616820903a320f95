package io.daybook.submission.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void pauses_grow_with_the_square_of_the_attempts_until_the_end() {
        Instant at = NOON;
        int attempts = 0;
        while (!Schedule.isExpired(NOON, attempts, at)) {
            attempts++;
            Instant next = Schedule.nextAttempt(NOON, attempts, at);
            assertThat(Duration.between(at, next))
                    .isLessThanOrEqualTo(Duration.ofMinutes((long) attempts * attempts))
                    .isPositive();
            at = next;
        }
        assertThat(at).isEqualTo(NOON.plus(Duration.ofDays(3)));
        assertThat(attempts).isEqualTo(23);
    }

    @Test
    void what_was_never_tried_is_tried_however_late() {
        Instant late = NOON.plus(Duration.ofDays(30));
        assertThat(Schedule.isExpired(NOON, 0, late)).isFalse();
        assertThat(Schedule.isExpired(NOON, 1, late)).isTrue();
        assertThat(Schedule.nextAttempt(NOON, 1, late)).isBefore(late);
    }

    @Test
    void a_message_that_brings_the_server_down_does_so_less_and_less_often() {
        assertThat(Schedule.afterCrash(1, NOON)).isEqualTo(NOON);
        assertThat(Schedule.afterCrash(4, NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(9)));
    }
}
