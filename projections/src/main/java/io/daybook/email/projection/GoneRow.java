package io.daybook.email.projection;

import io.daybook.core.EmailId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an email that is no more.
 *
 * @param seq the event that destroyed it
 * @param at when that was, to the millisecond
 * @param goesOnAs the id under which a merge of threads, or its return into a merged one,
 *     re-created it; null when it was destroyed
 * @param email as it was, without what its message says ({@link Facts}): that is read from the
 *     message for as long as there is one, so that nothing of it is left here afterwards
 */
public record GoneRow(long seq, Instant at, @Nullable EmailId goesOnAs, EmailRow email) {
    public static final View<EmailId, GoneRow> VIEW =
            new View<>(
                    "gone",
                    KeyCodec.counter(EmailId::value, EmailId::new),
                    RecordCodec.of(GoneRow::write, GoneRow::read));

    public GoneRow {
        at = Instant.ofEpochMilli(at.toEpochMilli());
        email = email.with(Facts.NONE);
    }

    /** The same, when it came back under another id. */
    public GoneRow goingOnAs(EmailId id) {
        return new GoneRow(seq, at, id, email);
    }

    private static void write(GoneRow row, FieldWriter out) {
        out.number("destroyedBy", row.seq);
        out.number("at", row.at.toEpochMilli());
        out.number("goesOnAs", row.goesOnAs == null ? 0 : row.goesOnAs.value());
        EmailRows.write(row.email, out);
    }

    private static GoneRow read(FieldReader in) {
        long seq = in.number("destroyedBy");
        var at = Instant.ofEpochMilli(in.number("at"));
        int goesOnAs = in.integer("goesOnAs");
        return new GoneRow(
                seq, at, goesOnAs == 0 ? null : new EmailId(goesOnAs), EmailRows.read(in));
    }
}
