package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.SnapshotAges.Aged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAgesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void the_newest_two_are_kept_however_close() {
        assertThat(SnapshotAges.superfluous(List.of(ago(1, 2), ago(2, 1), ago(3, 0)), NOW))
                .isEmpty();
        assertThat(kept(every(Duration.ofSeconds(1), 10))).hasSize(2);
    }

    @Test
    void the_last_of_each_of_thirty_days_is_kept() {
        assertThat(kept(every(Duration.ofHours(1), 24 * 20)).size()).isBetween(20, 23);
    }

    @Test
    void the_last_of_each_older_month_is_kept() {
        assertThat(kept(every(Duration.ofDays(1), 365)).size()).isBetween(40, 45);
    }

    @Test
    void no_moment_of_the_past_is_far_from_a_snapshot() {
        var all = new ArrayList<Aged>();
        for (int i = 1; i <= 200; i++) {
            all.add(new Aged(i * 1_000L, NOW.minusSeconds(2_000 - i)));
        }
        var kept = kept(all).stream().map(Aged::seq).sorted().toList();
        assertThat(kept).hasSizeBetween(20, 22);
        long before = 0;
        for (long seq : kept) {
            assertThat(seq - before).isLessThanOrEqualTo(10_000);
            before = seq;
        }
    }

    private static List<Aged> kept(List<Aged> all) {
        var kept = new ArrayList<>(all);
        kept.removeAll(SnapshotAges.superfluous(all, NOW));
        return kept;
    }

    private static List<Aged> every(Duration step, int count) {
        var all = new ArrayList<Aged>();
        for (int i = 0; i < count; i++) {
            all.add(new Aged(count - i, NOW.minus(step.multipliedBy(i))));
        }
        return all;
    }

    private static Aged ago(long seq, int days) {
        return new Aged(seq, NOW.minus(Duration.ofDays(days)));
    }
}
