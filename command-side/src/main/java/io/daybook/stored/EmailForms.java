package io.daybook.stored;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.EmailEvent.EmailsRestored;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.journal.EventCodec;
import java.util.List;
import java.util.stream.LongStream;

final class EmailForms {
    private static final String SLICE = "email";

    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            EmailsAdded.class,
                            (e, out) -> out.list("emails", e.emails(), EmailForms::write),
                            in -> new EmailsAdded(in.list("emails", EmailForms::read))),
                    EventCodec.first(
                            SLICE,
                            KeywordsChanged.class,
                            (e, out) -> {
                                out.ints("emails", e.emails().toArray());
                                out.texts("added", e.added());
                                out.texts("removed", e.removed());
                            },
                            in ->
                                    new KeywordsChanged(
                                            Ids.of(in.ints("emails")),
                                            in.texts("added"),
                                            in.texts("removed"))),
                    EventCodec.first(
                            SLICE,
                            EmailsMoved.class,
                            (e, out) -> {
                                out.ints("emails", e.emails().toArray());
                                out.list("entered", e.entered(), EmailForms::writeEntry);
                                out.ints("left", e.left().toArray());
                            },
                            in ->
                                    new EmailsMoved(
                                            Ids.of(in.ints("emails")),
                                            in.list("entered", EmailForms::readEntry),
                                            Ids.of(in.ints("left")))),
                    EventCodec.first(
                            SLICE,
                            EmailsDestroyed.class,
                            (e, out) -> out.ints("emails", e.emails().toArray()),
                            in -> new EmailsDestroyed(Ids.of(in.ints("emails")))),
                    EventCodec.first(
                            SLICE,
                            EmailsRestored.class,
                            (e, out) -> {
                                out.list("emails", e.emails(), EmailForms::write);
                                out.list("recreated", e.recreated(), ThreadForms::writeRecreated);
                            },
                            in ->
                                    new EmailsRestored(
                                            in.list("emails", EmailForms::read),
                                            in.list("recreated", ThreadForms::readRecreated))),
                    EventCodec.first(
                            SLICE,
                            EmailsRedigested.class,
                            (e, out) -> {
                                out.ints("emails", e.emails().toArray());
                                out.number("parser", e.parser());
                            },
                            in ->
                                    new EmailsRedigested(
                                            Ids.of(in.ints("emails")), in.integer("parser"))));

    private EmailForms() {}

    private static void write(AddedEmail email, FieldWriter out) {
        out.number("email", email.email().value());
        out.number("thread", email.thread().value());
        out.bytes("blob", email.blob().sha256Octets());
        out.number("size", email.size());
        StoredInstant.write(out, "receivedAt", email.receivedAt());
        out.list(
                "placements",
                email.placements(),
                (placement, each) -> {
                    each.number("mailbox", placement.mailbox().value());
                    each.number("uid", placement.uid());
                });
        out.texts("keywords", email.keywords());
        out.longs("threadKeys", email.threadKeys().stream().mapToLong(Long::longValue).toArray());
    }

    private static AddedEmail read(FieldReader in) {
        return new AddedEmail(
                new EmailId(in.integer("email")),
                new ThreadId(in.integer("thread")),
                BlobId.ofSha256(in.bytes("blob")),
                in.number("size"),
                StoredInstant.read(in, "receivedAt"),
                in.list(
                        "placements",
                        each ->
                                new Placement(
                                        new MailboxId(each.integer("mailbox")),
                                        each.integer("uid"))),
                in.texts("keywords"),
                LongStream.of(in.longs("threadKeys")).boxed().toList());
    }

    private static void writeEntry(Entry entry, FieldWriter out) {
        out.number("mailbox", entry.mailbox().value());
        out.number("firstUid", entry.firstUid());
    }

    private static Entry readEntry(FieldReader in) {
        return new Entry(new MailboxId(in.integer("mailbox")), in.integer("firstUid"));
    }
}
