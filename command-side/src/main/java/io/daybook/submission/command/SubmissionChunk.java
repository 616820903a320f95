package io.daybook.submission.command;

import io.daybook.core.Ids;
import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the submissions of a snapshot are written and read. */
public final class SubmissionChunk {
    private SubmissionChunk() {}

    public static byte[] write(SubmissionTable.Frozen table) {
        var out = new BinaryFieldWriter();
        out.number("next", table.next);
        out.longs("records", table.records);
        out.longs("canceled", table.canceled);
        out.list("deliveries", List.copyOf(table.deliveries.entrySet()), SubmissionChunk::write);
        return out.toByteArray();
    }

    /**
     * @throws io.daybook.core.codec.MalformedRecord when the bytes are damaged
     */
    public static SubmissionTable.Frozen read(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        int next = in.integer("next");
        long[] records = in.longs("records");
        long[] canceled = in.longs("canceled");
        var deliveries = new TreeMap<Integer, Delivery>();
        in.list("deliveries", SubmissionChunk::read)
                .forEach(entry -> deliveries.put(entry.getKey(), entry.getValue()));
        in.requireEnd();
        return new SubmissionTable.Frozen(records, canceled, deliveries, next);
    }

    private static void write(Map.Entry<Integer, Delivery> entry, FieldWriter out) {
        Delivery delivery = entry.getValue();
        out.number("submission", entry.getKey());
        out.bytes("marks", delivery.marks());
        out.number("due", delivery.due().getEpochSecond());
        out.number("dueNanos", delivery.due().getNano());
        out.number("attempts", delivery.attempts());
        out.ints("open", delivery.open().toArray());
        out.ints("handover", delivery.handover().toArray());
    }

    private static Map.Entry<Integer, Delivery> read(FieldReader in) {
        int submission = in.integer("submission");
        byte[] marks = in.bytes("marks");
        var due = Instant.ofEpochSecond(in.number("due"), in.number("dueNanos"));
        int attempts = in.integer("attempts");
        var open = Ids.of(in.ints("open"));
        var handover = Ids.of(in.ints("handover"));
        return Map.entry(submission, new Delivery(marks, due, attempts, open, handover));
    }
}
