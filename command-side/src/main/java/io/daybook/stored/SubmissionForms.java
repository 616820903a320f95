package io.daybook.stored;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.journal.EventCodec;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

final class SubmissionForms {
    static final String SLICE = "submission";

    private static final List<EventCodec<?>> OWN =
            List.of(
                    EventCodec.first(
                            SLICE,
                            SubmissionMade.class,
                            SubmissionForms::write,
                            SubmissionForms::made),
                    EventCodec.first(
                            SLICE,
                            SubmissionCanceled.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                StoredInstant.write(out, "at", e.at());
                            },
                            in -> new SubmissionCanceled(submission(in), at(in))),
                    EventCodec.first(
                            SLICE,
                            SubmissionFinished.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                StoredInstant.write(out, "at", e.at());
                            },
                            in -> new SubmissionFinished(submission(in), at(in))),
                    EventCodec.first(
                            SLICE,
                            SubmissionDestroyed.class,
                            (e, out) -> write(e.submission(), out),
                            in -> new SubmissionDestroyed(submission(in))));

    static final List<EventCodec<?>> ALL =
            Stream.concat(OWN.stream(), DeliveryForms.ALL.stream()).toList();

    private SubmissionForms() {}

    static void write(SubmissionId submission, FieldWriter out) {
        out.number("submission", submission.value());
    }

    static SubmissionId submission(FieldReader in) {
        return new SubmissionId(in.integer("submission"));
    }

    static Instant at(FieldReader in) {
        return StoredInstant.read(in, "at");
    }

    private static void write(SubmissionMade e, FieldWriter out) {
        write(e.submission(), out);
        out.number("identity", e.identity().value());
        out.number("email", e.email().value());
        out.number("thread", e.thread().value());
        out.bytes("blob", e.blob().sha256Octets());
        out.number("size", e.size());
        write(e.envelope().mailFrom(), out);
        out.list("rcptTo", e.envelope().rcptTo(), SubmissionForms::write);
        StoredInstant.write(out, "sendAt", e.sendAt());
    }

    private static SubmissionMade made(FieldReader in) {
        return new SubmissionMade(
                submission(in),
                new IdentityId(in.integer("identity")),
                new EmailId(in.integer("email")),
                new ThreadId(in.integer("thread")),
                BlobId.ofSha256(in.bytes("blob")),
                in.number("size"),
                new Envelope(address(in), in.list("rcptTo", SubmissionForms::address)),
                StoredInstant.read(in, "sendAt"));
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
        return new Address(
                in.requiredText("address"),
                in.list(
                        "parameters",
                        each -> new Parameter(each.requiredText("name"), each.text("value"))));
    }
}
