package io.daybook.stored;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.journal.EventCodec;
import io.daybook.submission.Envelope;
import io.daybook.submission.Envelope.Address;
import io.daybook.submission.Envelope.Parameter;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionCanceled;
import io.daybook.submission.SubmissionEvent.SubmissionDestroyed;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import io.daybook.submission.SubmissionEvent.SubmissionFinished;
import io.daybook.submission.SubmissionEvent.SubmissionMade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class SubmissionForms {
    private static final String SLICE = "submission";

    static final List<EventCodec<?>> ALL =
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
                            AttemptBegun.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                out.number("attempt", e.attempt());
                                out.ints("recipients", e.recipients().toArray());
                                StoredInstant.write(out, "at", e.at());
                            },
                            in ->
                                    new AttemptBegun(
                                            submission(in),
                                            in.integer("attempt"),
                                            Ids.of(in.ints("recipients")),
                                            at(in))),
                    EventCodec.first(
                            SLICE,
                            HandoverBegun.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                out.number("attempt", e.attempt());
                                out.ints("recipients", e.recipients().toArray());
                                StoredInstant.write(out, "at", e.at());
                            },
                            in ->
                                    new HandoverBegun(
                                            submission(in),
                                            in.integer("attempt"),
                                            Ids.of(in.ints("recipients")),
                                            at(in))),
                    EventCodec.first(
                            SLICE,
                            AttemptRecorded.class,
                            SubmissionForms::write,
                            SubmissionForms::recorded),
                    EventCodec.first(
                            SLICE,
                            SubmissionExpired.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                out.ints("recipients", e.recipients().toArray());
                                out.ints("owed", e.owed().toArray());
                                StoredInstant.write(out, "at", e.at());
                            },
                            in ->
                                    new SubmissionExpired(
                                            submission(in),
                                            Ids.of(in.ints("recipients")),
                                            Ids.of(in.ints("owed")),
                                            at(in))),
                    EventCodec.first(
                            SLICE,
                            SenderTold.class,
                            (e, out) -> {
                                write(e.submission(), out);
                                out.ints("recipients", e.recipients().toArray());
                                out.number("report", e.report().value());
                                out.bytes("blob", e.blob().sha256Octets());
                                StoredInstant.write(out, "at", e.at());
                            },
                            in ->
                                    new SenderTold(
                                            submission(in),
                                            Ids.of(in.ints("recipients")),
                                            new EmailId(in.integer("report")),
                                            BlobId.ofSha256(in.bytes("blob")),
                                            at(in))),
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

    private SubmissionForms() {}

    private static void write(SubmissionId submission, FieldWriter out) {
        out.number("submission", submission.value());
    }

    private static SubmissionId submission(FieldReader in) {
        return new SubmissionId(in.integer("submission"));
    }

    private static Instant at(FieldReader in) {
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

    private static void write(AttemptRecorded e, FieldWriter out) {
        write(e.submission(), out);
        out.number("attempt", e.attempt());
        out.list(
                "outcomes",
                e.outcomes(),
                (outcome, each) -> {
                    each.number("recipient", outcome.recipient());
                    each.text("fate", name(outcome.fate()));
                    each.text("reply", outcome.reply());
                    each.flag("isOwed", outcome.isOwed());
                });
        out.flag("goesOn", e.nextAttempt() != null);
        StoredInstant.write(out, "nextAttempt", e.nextAttempt() == null ? e.at() : e.nextAttempt());
        StoredInstant.write(out, "at", e.at());
    }

    private static AttemptRecorded recorded(FieldReader in) {
        SubmissionId submission = submission(in);
        int attempt = in.integer("attempt");
        List<Outcome> outcomes =
                in.list(
                        "outcomes",
                        each ->
                                new Outcome(
                                        each.integer("recipient"),
                                        fate(each.requiredText("fate")),
                                        each.requiredText("reply"),
                                        each.flag("isOwed")));
        boolean goesOn = in.flag("goesOn");
        Instant next = StoredInstant.read(in, "nextAttempt");
        return new AttemptRecorded(submission, attempt, outcomes, goesOn ? next : null, at(in));
    }

    /** Pinned: the names of the constants may change, these do not. */
    private static String name(Fate fate) {
        return switch (fate) {
            case QUEUED -> "queued";
            case RELAYED -> "relayed";
            case FAILED -> "failed";
            case UNKNOWN -> "unknown";
            case CANCELED -> "canceled";
        };
    }

    private static Fate fate(@Nullable String name) {
        for (Fate fate : Fate.values()) {
            if (name(fate).equals(name)) {
                return fate;
            }
        }
        throw new MalformedRecord("no fate: " + name);
    }
}
