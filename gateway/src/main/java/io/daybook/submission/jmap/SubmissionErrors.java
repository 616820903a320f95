package io.daybook.submission.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.submission.SubmissionRefusal;
import io.daybook.submission.SubmissionRefusal.AlreadyMarked;
import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionRefusal.NoRoomForMark;
import io.daybook.submission.SubmissionRefusal.NoSuchEmail;
import io.daybook.submission.SubmissionRefusal.NoSuchIdentity;
import io.daybook.submission.SubmissionRefusal.NoSuchSubmission;
import io.daybook.submission.SubmissionRefusal.TooManyPending;
import io.daybook.submission.SubmissionRules;
import java.util.List;
import java.util.Map;

/** Why a submission is refused, on the wire (RFC 8621 section 7.5). */
final class SubmissionErrors {
    private SubmissionErrors() {}

    static SetError of(SubmissionRefusal refusal) {
        return switch (refusal) {
            case NoSuchSubmission() -> SetError.notFound();
            case NoSuchEmail() -> SetError.invalidProperties("no such email", "emailId");
            case NoSuchIdentity() -> SetError.invalidProperties("no such identity", "identityId");
            case CannotUnsend() -> SetError.of("cannotUnsend");
            case TooManyPending(var max) ->
                    SetError.of("rateLimit", "at most " + max + " submissions may be waiting");
            case AlreadyMarked _, NoRoomForMark _ ->
                    throw new IllegalArgumentException("EmailSubmission/set marks no email");
        };
    }

    static SetError invalidEmail(List<String> properties, String why) {
        return new SetError("invalidEmail", why, properties);
    }

    static SetError forbiddenFrom() {
        return SetError.of("forbiddenFrom", "you may not send in the name of this address");
    }

    static SetError forbiddenMailFrom() {
        return SetError.of("forbiddenMailFrom", "this is no return address of yours");
    }

    static SetError forbiddenToSend(String why) {
        return SetError.of("forbiddenToSend", why);
    }

    static SetError noRecipients() {
        return SetError.of("noRecipients");
    }

    static SetError tooManyRecipients() {
        return new SetError(
                "tooManyRecipients",
                null,
                List.of(),
                Map.of("maxRecipients", SubmissionRules.MAX_RECIPIENTS));
    }

    static SetError invalidRecipients(List<String> addresses) {
        return new SetError(
                "invalidRecipients", null, List.of(), Map.of("invalidRecipients", addresses));
    }

    static SetError tooLarge() {
        return new SetError(
                "tooLarge", null, List.of(), Map.of("maxSize", SubmissionRules.MAX_MESSAGE_OCTETS));
    }

    static SetError invalidEnvelope(String why) {
        return SetError.invalidProperties(why, SubmissionProperties.ENVELOPE);
    }
}
