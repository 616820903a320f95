package io.daybook.submission.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.Reading;
import io.daybook.submission.relay.DeliveryReport.Action;
import io.daybook.submission.relay.DeliveryReport.Told;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RFC 3464, read by a MIME library that nobody here wrote. */
class DeliveryReportTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ORIGINAL =
            "Message-ID:\r\n <lunch@x.test>\r\nSubject: Mittag, jörg\r\n\r\nHeute?\r\n";

    @Test
    void a_report_is_a_message_that_tells_a_machine_what_happened() throws Exception {
        var message = parse(report(List.of(bob(Action.FAILED, "550 5.1.1 nobody")), false));
        assertThat(message.getFrom()[0]).hasToString("Mail delivery <mailer-daemon@mx.test>");
        assertThat(message.getAllRecipients()[0]).hasToString("a@x.test");
        assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<lunch@x.test>");
        assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-replied");
        assertThat(message.getMessageID()).isEqualTo("<token@mx.test>");
        assertThat(message.getSentDate().toInstant()).isEqualTo(NOON);
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).contains("report-type=delivery-status");
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("b@x.test", "550 5.1.1 nobody");
        assertThat(parts.getBodyPart(1).isMimeType("message/delivery-status")).isTrue();
        var groups = groups(parts.getBodyPart(1).getInputStream());
        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst().getHeader("Reporting-MTA", null)).isEqualTo("dns; mx.test");
        assertThat(groups.getFirst().getHeader("Original-Envelope-Id", null)).isEqualTo("a b+c");
        assertThat(groups.getLast().getHeader("Original-Recipient", null))
                .isEqualTo("rfc822; x+y@x.test");
        assertThat(groups.getLast().getHeader("Final-Recipient", null))
                .isEqualTo("rfc822; b@x.test");
        assertThat(groups.getLast().getHeader("Action", null)).isEqualTo("failed");
        assertThat(groups.getLast().getHeader("Status", null)).isEqualTo("5.1.1");
        assertThat(groups.getLast().getHeader("Diagnostic-Code", null))
                .isEqualTo("smtp; 550 5.1.1 nobody");
        assertThat(parts.getBodyPart(2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(text(parts.getBodyPart(2).getInputStream()))
                .contains("Subject: Mittag")
                .doesNotContain("Heute");
    }

    @Test
    void the_whole_message_comes_back_to_who_wants_it() throws Exception {
        var parts =
                (MimeMultipart)
                        parse(report(List.of(bob(Action.FAILED, "550 no")), true)).getContent();
        assertThat(parts.getBodyPart(2).isMimeType("message/rfc822")).isTrue();
        assertThat(text(parts.getBodyPart(2).getInputStream())).isEqualTo(ORIGINAL);
    }

    @Test
    void what_expired_was_delayed_or_passed_on_has_a_status_that_says_so() throws Exception {
        assertThat(status(Action.FAILED, "451 4.3.0 later")).isEqualTo("4.4.7");
        assertThat(status(Action.FAILED, "")).isEqualTo("4.4.7");
        assertThat(status(Action.FAILED, "554 no")).isEqualTo("5.0.0");
        assertThat(status(Action.DELAYED, "451 4.3.0 later")).isEqualTo("4.3.0");
        assertThat(status(Action.RELAYED, "250 2.1.5 ok")).isEqualTo("2.0.0");
    }

    @Test
    void nothing_that_a_server_said_makes_a_field_of_its_own() throws Exception {
        String evil = "550 no\r\nAction: delivered\u0000" + " word".repeat(200);
        var groups =
                groups(
                        ((MimeMultipart)
                                        parse(report(List.of(bob(Action.FAILED, evil)), false))
                                                .getContent())
                                .getBodyPart(1)
                                .getInputStream());
        assertThat(groups.getLast().getHeader("Action")).containsExactly("failed");
        String raw =
                new String(
                        report(List.of(bob(Action.FAILED, evil)), false).octets(),
                        StandardCharsets.UTF_8);
        assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void addresses_beyond_ascii_are_told_in_seven_bits() throws Exception {
        var told = new Told(address("jörg@x.test"), null, Action.FAILED, "553 5.6.7 no");
        var groups =
                groups(
                        ((MimeMultipart) parse(report(List.of(told), false)).getContent())
                                .getBodyPart(1)
                                .getInputStream());
        assertThat(groups.getLast().getHeader("Final-Recipient", null))
                .isEqualTo("utf-8; j\\x{F6}rg@x.test");
    }

    @Test
    void any_octets_at_all_may_have_been_sent() throws Exception {
        for (String original : new String[] {"", "\n", "x", "Message-ID: <\u0000>\n\nx", "\r\n"}) {
            var report =
                    new DeliveryReport(
                            "mx.test",
                            address("a@x.test"),
                            "token",
                            NOON,
                            NOON,
                            null,
                            null,
                            List.of(bob(Action.FAILED, "550 no")),
                            original.getBytes(StandardCharsets.ISO_8859_1),
                            false);
            var message = parse(report);
            assertThat(((MimeMultipart) message.getContent()).getCount()).isEqualTo(3);
            assertThat(message.getHeader("In-Reply-To", null)).isNull();
        }
    }

    private static String status(Action action, String reply) throws Exception {
        var parts = (MimeMultipart) parse(report(List.of(bob(action, reply)), false)).getContent();
        return groups(parts.getBodyPart(1).getInputStream()).getLast().getHeader("Status", null);
    }

    private static Told bob(Action action, String reply) {
        var original =
                switch (RcptParameters.read(Map.of("ORCPT", "rfc822;x+y@x.test"))) {
                    case Reading.Read<RcptParameters>(var read) -> read.orcpt();
                    case Reading.Wrong<RcptParameters> wrong ->
                            throw new AssertionError(wrong.toString());
                };
        return new Told(address("b@x.test"), original, action, reply);
    }

    private static DeliveryReport report(List<Told> told, boolean isFull) {
        return new DeliveryReport(
                "mx.test",
                address("a@x.test"),
                "token",
                NOON,
                NOON.minusSeconds(60),
                null,
                "a b+c",
                told,
                ORIGINAL.getBytes(StandardCharsets.UTF_8),
                isFull);
    }

    private static MimeMessage parse(DeliveryReport report) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(report.octets()));
    }

    private static List<InternetHeaders> groups(InputStream in) throws Exception {
        var groups = new ArrayList<InternetHeaders>();
        for (String group : text(in).strip().split("\r\n\r\n")) {
            groups.add(
                    new InternetHeaders(
                            new ByteArrayInputStream(
                                    (group + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))));
        }
        return groups;
    }

    private static String text(InputStream in) throws Exception {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static EnvelopeAddress address(String text) {
        @Nullable EnvelopeAddress address = EnvelopeAddress.parse(text);
        return Objects.requireNonNull(address);
    }
}
