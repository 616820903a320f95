package io.daybook.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
    @Test
    void a_line_tells_share_messages_megabytes_rate_and_time_left() {
        var figures = new ImportTally.Figures(1000, 5_000_000, 500, 0, 0, 0, 250);
        assertThat(ProgressDisplay.line(figures, 1000, Duration.ofSeconds(30)))
                .isEqualTo(
                        "[######..................]  25 %  1,500 messages  5.0 MB  50/s  1:30 left");
    }

    @Test
    void nothing_is_promised_at_the_beginning() {
        var figures = new ImportTally.Figures(0, 0, 0, 0, 0, 0, 0);
        assertThat(ProgressDisplay.line(figures, 0, Duration.ZERO)).endsWith("0/s  ");
    }
}
