package io.daybook.mdn.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.mime.ComposeResult.Composed;
import io.daybook.mime.DispositionNotification;
import io.daybook.mime.DispositionNotification.Disposition;
import io.daybook.mime.DispositionReport;
import io.daybook.mime.EmailAddress;
import io.daybook.mime.MessageParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MdnLetterTest {
    private static final byte[] ORIGINAL =
            "Subject: plans\r\n\r\n--=_ hello\r\n".getBytes(StandardCharsets.US_ASCII);

    private static MdnLetter letter(String sendingMode, String recipient) {
        return new MdnLetter(
                new EmailAddress("Joe", "joe@example.test"),
                List.of(
                        new EmailAddress(null, "jane@example.test"),
                        new EmailAddress("J", "j@example.test")),
                "Gelesen: Pläne",
                "read\nby me",
                new DispositionReport(
                        null,
                        null,
                        recipient,
                        "<1@example.test>",
                        new Disposition("manual-action", sendingMode, "displayed"),
                        Map.of()));
    }

    private static byte[] compose(MdnLetter letter, byte[] original) {
        var result = letter.compose(original, new FakeCall());
        assertThat(result).isInstanceOf(Composed.class);
        return ((Composed) result).octets();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc822; joe@example.test", "utf-8; jöe@example.test"})
    void a_letter_is_a_notification_that_can_be_read(String recipient) {
        byte[] octets = compose(letter("mdn-sent-manually", recipient), ORIGINAL);
        var digest = MessageParser.parse(octets);
        var notice = DispositionNotification.of(octets, digest).orElseThrow();
        assertThat(notice.subject()).isEqualTo("Gelesen: Pläne");
        assertThat(notice.text()).isEqualTo("read\nby me");
        assertThat(notice.finalRecipient()).isEqualTo(recipient);
        assertThat(notice.originalMessageId()).isEqualTo("<1@example.test>");
        assertThat(notice.hasOriginal()).isTrue();
        assertThat(digest.to()).hasSize(2);
        // RFC 8098 section 2.1: it MUST NOT ask for one itself.
        assertThat(digest.headers().has("Disposition-Notification-To")).isFalse();
        assertThat(digest.headers().has("Auto-Submitted")).isFalse();
        assertThat(digest.headers().last("Content-Type"))
                .contains("report-type=" + notificationType(recipient));
    }

    private static String notificationType(String recipient) {
        return recipient.startsWith("utf-8")
                ? "global-disposition-notification"
                : "disposition-notification";
    }

    @Test
    void an_automatic_one_says_so_and_the_original_is_only_in_it_when_asked_for() {
        byte[] octets = compose(letter("mdn-sent-automatically", "rfc822; j@example.test"), null);
        var digest = MessageParser.parse(octets);
        assertThat(digest.headers().last("Auto-Submitted").strip()).isEqualTo("auto-replied");
        assertThat(DispositionNotification.of(octets, digest).orElseThrow().hasOriginal())
                .isFalse();
    }
}
