package io.daybook.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where an entry stands in the order of all: newest first, then by stream, then latest first. */
public record AuditPlace(Instant at, String stream, long seq) {
    public static final Comparator<AuditPlace> NEWEST_FIRST =
            Comparator.comparing(AuditPlace::at)
                    .reversed()
                    .thenComparing(AuditPlace::stream)
                    .thenComparing(Comparator.comparingLong(AuditPlace::seq).reversed());

    public AuditPlace {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Microseconds of the epoch. */
    public long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public String text() {
        return micros() + " " + seq + " " + stream;
    }

    /** What {@link #text} wrote; null for anything else. */
    public static @Nullable AuditPlace parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length < 3
                || !parts[0].matches("-?[0-9]{1,18}")
                || !parts[1].matches("[0-9]{1,18}")) {
            return null;
        }
        try {
            return new AuditPlace(
                    instant(Long.parseLong(parts[0])), parts[2], Long.parseLong(parts[1]));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
