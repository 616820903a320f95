package io.daybook.stored;

import static io.daybook.stored.SubmissionForms.SLICE;
import static io.daybook.stored.SubmissionForms.at;
import static io.daybook.stored.SubmissionForms.submission;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.SubmissionId;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.MalformedRecord;
import io.daybook.journal.EventCodec;
import io.daybook.submission.Fate;
import io.daybook.submission.SubmissionEvent.AttemptBegun;
import io.daybook.submission.SubmissionEvent.AttemptRecorded;
import io.daybook.submission.SubmissionEvent.HandoverBegun;
import io.daybook.submission.SubmissionEvent.Outcome;
import io.daybook.submission.SubmissionEvent.SenderTold;
import io.daybook.submission.SubmissionEvent.SubmissionExpired;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of submissions on their way. */
final class DeliveryForms {
    static final List<EventCodec<?>> ALL =
            List.of(
                    EventCodec.first(
                            SLICE,
                            AttemptBegun.class,
                            (e, out) -> {
                                writeAttempt(e.submission(), e.attempt(), out);
                                writeRecipients(e.recipients(), out);
                                writeAt(e.at(), out);
                            },
                            in ->
                                    new AttemptBegun(
                                            submission(in), attempt(in), recipients(in), at(in))),
                    EventCodec.first(
                            SLICE,
                            HandoverBegun.class,
                            (e, out) -> {
                                writeAttempt(e.submission(), e.attempt(), out);
                                writeRecipients(e.recipients(), out);
                                writeAt(e.at(), out);
                            },
                            in ->
                                    new HandoverBegun(
                                            submission(in), attempt(in), recipients(in), at(in))),
                    EventCodec.first(
                            SLICE,
                            AttemptRecorded.class,
                            DeliveryForms::write,
                            DeliveryForms::recorded),
                    EventCodec.first(
                            SLICE,
                            SubmissionExpired.class,
                            (e, out) -> {
                                SubmissionForms.write(e.submission(), out);
                                writeRecipients(e.recipients(), out);
                                out.ints("owed", e.owed().toArray());
                                writeAt(e.at(), out);
                            },
                            in ->
                                    new SubmissionExpired(
                                            submission(in),
                                            recipients(in),
                                            Ids.of(in.ints("owed")),
                                            at(in))),
                    EventCodec.first(
                            SLICE,
                            SenderTold.class,
                            (e, out) -> {
                                SubmissionForms.write(e.submission(), out);
                                writeRecipients(e.recipients(), out);
                                out.number("report", e.report().value());
                                out.bytes("blob", e.blob().sha256Octets());
                                writeAt(e.at(), out);
                            },
                            in ->
                                    new SenderTold(
                                            submission(in),
                                            recipients(in),
                                            new EmailId(in.integer("report")),
                                            BlobId.ofSha256(in.bytes("blob")),
                                            at(in))));

    private DeliveryForms() {}

    private static void writeAttempt(SubmissionId submission, int attempt, FieldWriter out) {
        SubmissionForms.write(submission, out);
        out.number("attempt", attempt);
    }

    private static int attempt(FieldReader in) {
        return in.integer("attempt");
    }

    private static void writeRecipients(Ids recipients, FieldWriter out) {
        out.ints("recipients", recipients.toArray());
    }

    private static Ids recipients(FieldReader in) {
        return Ids.of(in.ints("recipients"));
    }

    private static void writeAt(Instant at, FieldWriter out) {
        StoredInstant.write(out, "at", at);
    }

    private static void write(AttemptRecorded e, FieldWriter out) {
        writeAttempt(e.submission(), e.attempt(), out);
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
        writeAt(e.at(), out);
    }

    private static AttemptRecorded recorded(FieldReader in) {
        SubmissionId submission = submission(in);
        int attempt = attempt(in);
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
