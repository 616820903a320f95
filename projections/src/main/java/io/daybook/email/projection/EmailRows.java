package io.daybook.email.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The view of email rows. What columns are made of comes first, so that they load fast. */
public final class EmailRows {
    public static final View<EmailId, EmailRow> VIEW =
            new View<>(
                    "email",
                    KeyCodec.counter(EmailId::value, EmailId::new),
                    RecordCodec.of(EmailRows::write, EmailRows::read));

    /** The names of what columns are made of. */
    static final List<String> COLUMN_FIELDS =
            List.of(
                    "seq",
                    "id",
                    "thread",
                    "receivedAt",
                    "size",
                    "hasAttachment",
                    "hasDate",
                    "sentAt",
                    "mailboxes",
                    "uids",
                    "keywords");

    /** The names of those and of what texts are sorted by. */
    static final List<String> TEXT_FIELDS =
            Stream.concat(COLUMN_FIELDS.stream(), Stream.of("subjectKey", "fromKey", "toKey"))
                    .toList();

    /** Just what columns are made of. */
    public static final View<EmailId, Columns> COLUMNS =
            VIEW.first(COLUMN_FIELDS, EmailRows::readColumns);

    /** Just what texts are sorted by. */
    public static final View<EmailId, Texts> TEXTS =
            VIEW.first(
                    TEXT_FIELDS,
                    in -> {
                        readColumns(in);
                        return readTexts(in);
                    });

    private EmailRows() {}

    /** The fields of an {@link EmailRow} that columns hold; no date is {@code Long.MIN_VALUE}. */
    public record Columns(
            long seq,
            int id,
            int thread,
            long receivedAt,
            long size,
            boolean hasAttachment,
            long sentAt,
            int[] mailboxes,
            int[] uids,
            List<String> keywords) {}

    /** The same of a row that is known as a whole. */
    public static Columns columns(EmailRow row) {
        Instant sentAt = row.sentAt();
        return new Columns(
                row.seq(),
                row.id().value(),
                row.thread().value(),
                row.receivedAt().toEpochMilli(),
                row.size(),
                row.hasAttachment(),
                sentAt == null ? Long.MIN_VALUE : sentAt.toEpochMilli(),
                row.placements().stream().mapToInt(place -> place.mailbox().value()).toArray(),
                row.placements().stream().mapToInt(Placement::uid).toArray(),
                row.keywords());
    }

    /** The fields of an {@link EmailRow} that are sorted as texts. */
    public record Texts(String subjectKey, String fromKey, String toKey) {}

    /** The same of a row that is known as a whole. */
    public static Texts texts(EmailRow row) {
        return new Texts(row.subjectKey(), row.fromKey(), row.toKey());
    }

    static void write(EmailRow row, FieldWriter out) {
        out.number("seq", row.seq());
        out.number("id", row.id().value());
        out.number("thread", row.thread().value());
        out.number("receivedAt", row.receivedAt().toEpochMilli());
        out.number("size", row.size());
        out.flag("hasAttachment", row.hasAttachment());
        Instant sentAt = row.sentAt();
        out.flag("hasDate", sentAt != null);
        out.number("sentAt", sentAt == null ? 0 : sentAt.toEpochMilli());
        var placements = row.placements();
        out.ints("mailboxes", placements.stream().mapToInt(p -> p.mailbox().value()).toArray());
        out.ints("uids", placements.stream().mapToInt(Placement::uid).toArray());
        out.texts("keywords", row.keywords());
        out.text("subjectKey", row.subjectKey());
        out.text("fromKey", row.fromKey());
        out.text("toKey", row.toKey());
        out.bytes("blob", row.blob().sha256Octets());
    }

    static Columns readColumns(FieldReader in) {
        long seq = in.number("seq");
        int id = in.integer("id");
        int thread = in.integer("thread");
        long receivedAt = in.number("receivedAt");
        long size = in.number("size");
        boolean hasAttachment = in.flag("hasAttachment");
        boolean hasDate = in.flag("hasDate");
        long sentAt = in.number("sentAt");
        return new Columns(
                seq,
                id,
                thread,
                receivedAt,
                size,
                hasAttachment,
                hasDate ? sentAt : Long.MIN_VALUE,
                in.ints("mailboxes"),
                in.ints("uids"),
                in.texts("keywords"));
    }

    static Texts readTexts(FieldReader in) {
        return new Texts(
                in.requiredText("subjectKey"),
                in.requiredText("fromKey"),
                in.requiredText("toKey"));
    }

    static EmailRow read(FieldReader in) {
        var columns = readColumns(in);
        var texts = readTexts(in);
        return new EmailRow(
                columns.seq,
                new EmailId(columns.id),
                new ThreadId(columns.thread),
                BlobId.ofSha256(in.bytes("blob")),
                columns.size,
                Instant.ofEpochMilli(columns.receivedAt),
                placements(columns.mailboxes, columns.uids),
                columns.keywords,
                columns.hasAttachment,
                date(columns.sentAt),
                texts.subjectKey,
                texts.fromKey,
                texts.toKey);
    }

    private static @Nullable Instant date(long millis) {
        return millis == Long.MIN_VALUE ? null : Instant.ofEpochMilli(millis);
    }

    private static List<Placement> placements(int[] mailboxes, int[] uids) {
        var placements = new ArrayList<Placement>(mailboxes.length);
        for (int i = 0; i < mailboxes.length; i++) {
            placements.add(new Placement(new MailboxId(mailboxes[i]), uids[i]));
        }
        return placements;
    }
}
