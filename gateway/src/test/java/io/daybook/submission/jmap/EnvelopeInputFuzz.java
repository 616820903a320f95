package io.daybook.submission.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fuzz.Input;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.submission.Envelope;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Any envelope is refused, or has nothing in it that could end a line or a path of SMTP. */
public final class EnvelopeInputFuzz {
    private static final Set<String> ERRORS =
            Set.of("invalidProperties", "noRecipients", "tooManyRecipients", "invalidRecipients");
    private static final Pattern QUOTED = Pattern.compile("^\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");

    private EnvelopeInputFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ObjectNode object = Input.object(input);
        if (object == null) {
            return;
        }
        try {
            Envelope envelope = EnvelopeInput.read(object);
            EnvelopeInput.mailParameters(envelope);
            assertThat(envelope.rcptTo()).isNotEmpty();
            check(envelope.mailFrom());
            envelope.rcptTo().forEach(EnvelopeInputFuzz::check);
        } catch (Refused refused) {
            assertThat(ERRORS).contains(refused.error().type());
        }
    }

    private static void check(Envelope.Address address) {
        String email = address.email();
        assertThat(email.chars()).noneMatch(Character::isISOControl);
        assertThat(QUOTED.matcher(email).replaceFirst("")).doesNotContain("<", ">", " ");
        if (!email.isEmpty()) {
            assertThat(String.valueOf(EnvelopeAddress.parse(email))).isEqualTo(email);
        }
        address.parameters().forEach(each -> assertThat(each.name()).matches(KEYWORD));
    }
}
