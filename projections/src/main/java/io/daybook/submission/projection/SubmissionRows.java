package io.daybook.submission.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.Fate;
import io.daybook.submission.GetDelivery.Recipient;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionView.UndoStatus;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** The views of submissions. What queries need comes first, so that it loads fast. */
public final class SubmissionRows {
    public static final View<SubmissionId, SubmissionRow> VIEW =
            new View<>(
                    "submission",
                    KeyCodec.counter(SubmissionId::value, SubmissionId::new),
                    RecordCodec.of(SubmissionRows::write, SubmissionRows::read));

    /** Just what queries need. */
    public static final View<SubmissionId, Listing> LISTINGS =
            VIEW.first(
                    List.of(
                            "isRecord",
                            "id",
                            "identity",
                            "email",
                            "thread",
                            "sendAt",
                            "sendAtNanos",
                            "undoStatus"),
                    in -> {
                        boolean isRecord = in.flag("isRecord");
                        return new Listing(isRecord, brief(in));
                    });

    /** What is to be done in an account, earliest first. */
    public static final View<DueKey, Kind> DUE =
            new View<>(
                    "due",
                    KeyCodec.of(SubmissionRows::encode, SubmissionRows::decode),
                    RecordCodec.of(
                            (kind, out) -> out.text("kind", kind.name()),
                            in -> Kind.valueOf(in.requiredText("kind"))));

    /** From messages as they are sent, and from reports, to the submissions that name them. */
    public static final View<SentBlob, SubmissionId> BLOBS =
            new View<>(
                    "sent",
                    KeyCodec.of(SubmissionRows::encode, SubmissionRows::decodeBlob),
                    RecordCodec.of(
                            (id, out) -> out.number("submission", id.value()),
                            in -> new SubmissionId(in.integer("submission"))));

    private static final int HASH = 32;

    private SubmissionRows() {}

    /** One submission that names the blob. */
    public record SentBlob(BlobId blob, SubmissionId submission) {}

    /**
     * @param isRecord false when only the delivery goes on
     */
    public record Listing(boolean isRecord, Brief brief) {}

    /** When which submission is due. */
    public record DueKey(Instant at, SubmissionId submission) {}

    private static byte[] encode(DueKey key) {
        return ByteBuffer.allocate(16)
                // The sign is turned, so that the unsigned order is that of time.
                .putLong(key.at.getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(key.at.getNano())
                .putInt(key.submission.value())
                .array();
    }

    private static DueKey decode(ByteBuffer octets) {
        long seconds = octets.getLong() ^ Long.MIN_VALUE;
        var at = Instant.ofEpochSecond(seconds, octets.getInt());
        return new DueKey(at, new SubmissionId(octets.getInt()));
    }

    private static byte[] encode(SentBlob link) {
        return ByteBuffer.allocate(HASH + 4)
                .put(link.blob().sha256Octets())
                .putInt(link.submission().value())
                .array();
    }

    private static SentBlob decodeBlob(ByteBuffer octets) {
        byte[] hash = new byte[HASH];
        octets.get(hash);
        return new SentBlob(BlobId.ofSha256(hash), new SubmissionId(octets.getInt()));
    }

    private static void write(SubmissionRow row, FieldWriter out) {
        Brief brief = row.brief();
        out.flag("isRecord", row.isRecord());
        out.number("id", brief.id().value());
        out.number("identity", brief.identity().value());
        out.number("email", brief.email().value());
        out.number("thread", brief.thread().value());
        instant("sendAt", brief.sendAt(), out);
        out.text("undoStatus", brief.undoStatus().name());
        out.flag("isFinished", row.isFinished());
        out.bytes("blob", row.blob().sha256Octets());
        out.number("size", row.size());
        write(row.envelope().mailFrom(), out);
        out.list("rcptTo", row.envelope().rcptTo(), SubmissionRows::write);
        out.list("recipients", row.recipients(), SubmissionRows::write);
        out.list(
                "reports",
                row.reports(),
                (report, each) -> each.bytes("blob", report.sha256Octets()));
        out.number("attempts", row.attempts());
        out.ints("open", row.open().toArray());
        out.ints("handover", row.handover().toArray());
        instant("due", row.due(), out);
        instant("since", row.since(), out);
    }

    private static SubmissionRow read(FieldReader in) {
        boolean isRecord = in.flag("isRecord");
        return new SubmissionRow(
                brief(in),
                isRecord,
                in.flag("isFinished"),
                BlobId.ofSha256(in.bytes("blob")),
                in.number("size"),
                new Envelope(address(in), in.list("rcptTo", SubmissionRows::address)),
                in.list("recipients", SubmissionRows::recipient),
                in.list("reports", each -> BlobId.ofSha256(each.bytes("blob"))),
                in.integer("attempts"),
                Ids.of(in.ints("open")),
                Ids.of(in.ints("handover")),
                instant("due", in),
                instant("since", in));
    }

    private static Brief brief(FieldReader in) {
        return new Brief(
                new SubmissionId(in.integer("id")),
                new IdentityId(in.integer("identity")),
                new EmailId(in.integer("email")),
                new ThreadId(in.integer("thread")),
                instant("sendAt", in),
                UndoStatus.valueOf(in.requiredText("undoStatus")));
    }

    private static void write(Address address, FieldWriter out) {
        out.text("address", address.email());
        out.list(
                "parameters",
                address.parameters(),
                (parameter, each) -> {
                    each.text("name", parameter.name());
                    each.text("value", parameter.value());
                });
    }

    private static Address address(FieldReader in) {
        String address = in.requiredText("address");
        List<Parameter> parameters =
                in.list(
                        "parameters",
                        each -> new Parameter(each.requiredText("name"), each.text("value")));
        return new Address(address, parameters);
    }

    private static void write(Recipient recipient, FieldWriter out) {
        out.text("fate", recipient.fate().name());
        out.text("reply", recipient.reply());
        out.flag("isOwed", recipient.isOwed());
        out.flag("isTold", recipient.isTold());
    }

    private static Recipient recipient(FieldReader in) {
        return new Recipient(
                Fate.valueOf(in.requiredText("fate")),
                in.requiredText("reply"),
                in.flag("isOwed"),
                in.flag("isTold"));
    }

    private static void instant(String name, Instant instant, FieldWriter out) {
        out.number(name, instant.getEpochSecond());
        out.number(name + "Nanos", instant.getNano());
    }

    private static Instant instant(String name, FieldReader in) {
        return Instant.ofEpochSecond(in.number(name), in.number(name + "Nanos"));
    }
}
