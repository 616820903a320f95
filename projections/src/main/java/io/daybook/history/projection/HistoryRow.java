package io.daybook.history.projection;

import io.daybook.core.Cause;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an event to find it by.
 *
 * @param clock the latest time of any event up to this one: it never goes back
 * @param at the event's own time
 * @param operation what happened, such as {@code keywordsChanged}
 * @param before the mailbox that the event changed or destroyed, as it was; null for all others
 */
public record HistoryRow(
        long seq,
        Instant clock,
        Instant at,
        String operation,
        Cause cause,
        @Nullable MailboxRow before) {
    private static final KeyCodec<Long> KEYS =
            KeyCodec.of(
                    seq -> ByteBuffer.allocate(Long.BYTES).putLong(seq).array(),
                    ByteBuffer::getLong);

    public static final View<Long, HistoryRow> VIEW =
            new View<>("history", KEYS, RecordCodec.of(HistoryRow::write, HistoryRow::read));

    /** Just the clock. */
    public static final View<Long, Instant> CLOCKS =
            VIEW.first(
                    List.of("seq", "clock", "clockNanos"),
                    in -> {
                        in.number("seq");
                        return instant("clock", in);
                    });

    private static void write(HistoryRow row, FieldWriter out) {
        out.number("seq", row.seq);
        instant("clock", row.clock, out);
        out.flag("isBehind", !row.at.equals(row.clock));
        if (!row.at.equals(row.clock)) {
            instant("at", row.at, out);
        }
        out.text("operation", row.operation);
        out.text("actor", row.cause.actor());
        out.text("source", row.cause.source());
        out.text("address", row.cause.address());
        out.text("client", row.cause.client());
        out.text("requestId", row.cause.requestId());
        out.flag("hasBefore", row.before != null);
        if (row.before != null) {
            MailboxRow.VIEW.records().write(row.before, out);
        }
    }

    private static HistoryRow read(FieldReader in) {
        long seq = in.number("seq");
        Instant clock = instant("clock", in);
        Instant at = in.flag("isBehind") ? instant("at", in) : clock;
        return new HistoryRow(
                seq,
                clock,
                at,
                in.requiredText("operation"),
                new Cause(
                        in.requiredText("actor"),
                        in.requiredText("source"),
                        in.requiredText("address"),
                        in.requiredText("client"),
                        in.requiredText("requestId")),
                in.flag("hasBefore") ? MailboxRow.VIEW.records().read(in) : null);
    }

    private static void instant(String name, Instant instant, FieldWriter out) {
        out.number(name, instant.getEpochSecond());
        out.number(name + "Nanos", instant.getNano());
    }

    private static Instant instant(String name, FieldReader in) {
        return Instant.ofEpochSecond(in.number(name), in.number(name + "Nanos"));
    }
}
