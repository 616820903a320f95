package io.daybook.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which snapshots of a stream are kept: the newest two; of every {@value #EVENTS} events the last,
 * so that no moment of the past is far from one; of the last thirty days the last of each day; of
 * older months the last of each month.
 */
public final class SnapshotAges {
    private static final int NEWEST = 2;
    private static final int EVENTS = 10_000;
    private static final Duration DAILY = Duration.ofDays(30);

    /** One snapshot: the event it stands after, and when it was written. */
    public record Aged(long seq, Instant at) {}

    private SnapshotAges() {}

    /** Those that need not be kept any longer. */
    public static List<Aged> superfluous(List<Aged> snapshots, Instant now) {
        var newestFirst = new ArrayList<>(snapshots);
        newestFirst.sort(Comparator.comparingLong(Aged::seq).reversed());
        Set<Long> spans = new HashSet<>();
        Set<LocalDate> days = new HashSet<>();
        Set<YearMonth> months = new HashSet<>();
        var superfluous = new ArrayList<Aged>();
        for (int i = 0; i < newestFirst.size(); i++) {
            Aged aged = newestFirst.get(i);
            var day = LocalDate.ofInstant(aged.at(), ZoneOffset.UTC);
            boolean recent = aged.at().isAfter(now.minus(DAILY));
            boolean lastOfItsTime = recent ? days.add(day) : months.add(YearMonth.from(day));
            boolean lastOfItsSpan = spans.add(aged.seq() / EVENTS);
            if (i >= NEWEST && !lastOfItsTime && !lastOfItsSpan) {
                superfluous.add(aged);
            }
        }
        return superfluous;
    }
}
