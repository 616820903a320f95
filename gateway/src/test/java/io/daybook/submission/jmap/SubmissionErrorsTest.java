package io.daybook.submission.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.submission.SubmissionRefusal.CannotUnsend;
import io.daybook.submission.SubmissionRefusal.NoSuchEmail;
import io.daybook.submission.SubmissionRefusal.NoSuchIdentity;
import io.daybook.submission.SubmissionRefusal.NoSuchSubmission;
import io.daybook.submission.SubmissionRefusal.TooManyPending;
import io.daybook.submission.SubmissionRules;
import org.junit.jupiter.api.Test;

class SubmissionErrorsTest {
    // RFC 8621 section 7.5.
    @Test
    void every_refusal_is_an_error_of_the_protocol() {
        assertThat(SubmissionErrors.of(new NoSuchSubmission()).type()).isEqualTo("notFound");
        assertThat(SubmissionErrors.of(new CannotUnsend()).type()).isEqualTo("cannotUnsend");
        var noEmail = SubmissionErrors.of(new NoSuchEmail());
        assertThat(noEmail.type()).isEqualTo("invalidProperties");
        assertThat(noEmail.properties()).containsExactly("emailId");
        assertThat(SubmissionErrors.of(new NoSuchIdentity()).properties())
                .containsExactly("identityId");
    }

    // RFC 8620 section 5.3: so many objects were created recently.
    @Test
    void who_has_too_much_waiting_is_told_to_wait() {
        var error = SubmissionErrors.of(new TooManyPending(SubmissionRules.MAX_PENDING));
        assertThat(error.type()).isEqualTo("rateLimit");
        assertThat(error.description()).contains(Integer.toString(SubmissionRules.MAX_PENDING));
    }

    @Test
    void limits_are_told_with_the_errors_about_them() {
        assertThat(SubmissionErrors.tooLarge().details())
                .containsEntry("maxSize", SubmissionRules.MAX_MESSAGE_OCTETS);
        assertThat(SubmissionErrors.tooManyRecipients().details())
                .containsEntry("maxRecipients", SubmissionRules.MAX_RECIPIENTS);
    }
}
