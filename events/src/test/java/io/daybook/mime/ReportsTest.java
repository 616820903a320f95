package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mime.DeliveryStatus.Recipient;
import io.daybook.mime.DispositionNotification.Disposition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    @Test
    void the_example_of_the_rfc_is_understood() throws IOException {
        byte[] message = fixture("disposition-notification");
        var notice =
                DispositionNotification.of(message, MessageParser.parse(message)).orElseThrow();
        assertThat(notice.subject()).isEqualTo("Disposition notification");
        assertThat(notice.text()).contains("This is no guarantee").doesNotContain("\r");
        assertThat(notice.hasOriginal()).isTrue();
        assertThat(notice.reportingUa()).isEqualTo("joes-pc.cs.example.com; Foomail 97.1");
        assertThat(notice.gateway()).isNull();
        assertThat(notice.originalRecipient()).isEqualTo("rfc822;Joe_Recipient@example.com");
        assertThat(notice.finalRecipient()).isEqualTo("rfc822;Joe_Recipient@example.com");
        assertThat(notice.originalMessageId()).isEqualTo("<199509192301.23456@example.org>");
        assertThat(notice.disposition())
                .isEqualTo(new Disposition("manual-action", "mdn-sent-manually", "displayed"));
        assertThat(notice.errors()).isEmpty();
        assertThat(notice.extensions()).isEmpty();
    }

    @Test
    void every_field_is_read_in_any_order_and_case() {
        var notice =
                notice(
                        "X-One: first",
                        "DISPOSITION: Automatic-Action (by rule)/",
                        " MDN-sent-automatically; Processed/error,x-more",
                        "error: out of paper",
                        "Error: out of",
                        " ink",
                        "mdn-gateway: smtp; gateway.example.test",
                        "X-one: again",
                        "final-recipient: rfc822; joe@example.test");
        assertThat(notice.disposition())
                .isEqualTo(
                        new Disposition("automatic-action", "mdn-sent-automatically", "processed"));
        assertThat(notice.errors()).containsExactly("out of paper", "out of ink");
        assertThat(notice.gateway()).isEqualTo("smtp; gateway.example.test");
        assertThat(notice.finalRecipient()).isEqualTo("rfc822; joe@example.test");
        assertThat(notice.extensions()).isEqualTo(Map.of("X-One", "first", "X-one", "again"));
        assertThat(notice.text()).isEqualTo("read it");
        assertThat(notice.hasOriginal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Final-Recipient: rfc822; joe@example.test",
                "Disposition: manual-action; displayed",
                "Disposition: manual-action/mdn-sent-manually",
                "Disposition: manual-action/mdn-sent-manually; failed",
                "Disposition: some-action/mdn-sent-manually; displayed",
                "Disposition: manual-action/by-pigeon; displayed",
                "Disposition:",
                "Disposition: ;;//",
                "",
            })
    void without_a_known_disposition_it_is_none(String field) {
        assertThat(read("disposition-notification", field)).isNull();
    }

    @Test
    void another_report_or_a_bare_part_is_none() throws IOException {
        byte[] status = fixture("delivery-status");
        assertThat(DispositionNotification.of(status, MessageParser.parse(status))).isEmpty();
        byte[] bare =
                Mail.of(
                        "Content-Type: message/disposition-notification",
                        "",
                        "Disposition: manual-action/mdn-sent-manually; displayed");
        assertThat(DispositionNotification.of(bare, MessageParser.parse(bare))).isEmpty();
        assertThat(DeliveryStatus.of(bare, MessageParser.parse(bare))).isEmpty();
    }

    @Test
    void a_delivery_status_names_its_recipients() throws IOException {
        byte[] message = fixture("delivery-status");
        var status = DeliveryStatus.of(message, MessageParser.parse(message)).orElseThrow();
        assertThat(status.reportingMta()).isEqualTo("mm1");
        assertThat(status.recipients())
                .containsExactly(
                        new Recipient(
                                null,
                                "newsletter-request@imusic.com",
                                "failed",
                                null,
                                "500 (err.nosuchuser)",
                                null));
    }

    @Test
    void groups_are_apart_however_many_empty_lines_there_are() {
        byte[] message =
                report(
                        "delivery-status",
                        "",
                        "Reporting-MTA: dns; mx.example.test",
                        "Original-Envelope-Id: E17",
                        "",
                        "",
                        "Original-Recipient: rfc822;<a@example.test>",
                        "Final-Recipient: rfc822; b@example.test",
                        "Action: Failed (really)",
                        "Status: 5.1.1 (no such user)",
                        "Remote-MTA: dns; there.example.test",
                        "Diagnostic-Code: smtp; 550 no such",
                        " user",
                        "",
                        "this is no field",
                        "",
                        "Final-Recipient: rfc822; c@example.test",
                        "Action: delayed",
                        "Status: nonsense",
                        "",
                        "Final-Recipient: rfc822; d@example.test",
                        "Action: eaten");
        var status = DeliveryStatus.of(message, MessageParser.parse(message)).orElseThrow();
        assertThat(status.originalEnvelopeId()).isEqualTo("E17");
        assertThat(status.recipients())
                .containsExactly(
                        new Recipient(
                                "a@example.test",
                                "b@example.test",
                                "failed",
                                "5.1.1",
                                "550 no such user",
                                "there.example.test"),
                        new Recipient(null, "c@example.test", "delayed", null, null, null));
    }

    @Test
    void a_report_of_nothing_but_lines_ends() {
        byte[] lines = "x\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(ReportFields.parse(lines)).isEmpty();
        byte[] groups = "a: b\n\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(ReportFields.parse(groups)).hasSize(ReportFields.MAX_GROUPS);
        assertThat(ReportFields.parse(new byte[0])).isEqualTo(List.of());
    }

    @Test
    void a_composed_report_says_what_it_is_and_stays_readable() {
        var parts =
                List.of(
                        NewPart.text("t", "text/plain"),
                        part("message/disposition-notification", "r"),
                        part("message/rfc822", "o"));
        var composed =
                MessageComposer.compose(
                        new NewMessage(
                                List.of(),
                                new NewBody.Structure(NewPart.multipart("multipart/report", parts)),
                                Map.of("t", "It was displayed to somebody; viele Grüße")),
                        id -> Optional.of(Mail.octets(id.equals("r") ? "A: b\r\n" : "C: d\r\n")),
                        new ComposeDefaults(
                                "1@example.test",
                                OffsetDateTime.parse("2026-01-02T03:04:05Z"),
                                n -> "=_" + n));
        assertThat(composed).isInstanceOf(ComposeResult.Composed.class);
        String text =
                new String(((ComposeResult.Composed) composed).octets(), StandardCharsets.UTF_8);
        // RFC 6522 section 3: the subtype of the second part.
        assertThat(text.replaceAll("\r\n[ \t]", " "))
                .contains("Content-Type: multipart/report;")
                .contains("report-type=disposition-notification")
                .contains(
                        "Content-Type: message/disposition-notification\r\n"
                                + "Content-Transfer-Encoding: 7bit\r\n\r\nA: b\r\n")
                .contains("Content-Transfer-Encoding: quoted-printable");
    }

    @Test
    void what_is_written_is_read_again() {
        var disposition = new Disposition("manual-action", "mdn-sent-manually", "deleted");
        var report =
                new DispositionReport(
                        "pc; Foomail 1",
                        null,
                        "rfc822; joe@example.test",
                        "<1@example.test>",
                        disposition,
                        Map.of("X-More", "yes"));
        assertThat(report.type()).isEqualTo("message/disposition-notification");
        var fields = ReportFields.parse(report.octets()).getFirst();
        assertThat(fields.all()).hasSize(5);
        var notice = notice(new String(report.octets(), StandardCharsets.UTF_8).split("\r\n"));
        assertThat(notice.disposition()).isEqualTo(disposition);
        assertThat(notice.reportingUa()).isEqualTo("pc; Foomail 1");
        assertThat(notice.originalRecipient()).isNull();
        assertThat(notice.originalMessageId()).isEqualTo("<1@example.test>");
        assertThat(notice.extensions()).isEqualTo(Map.of("X-More", "yes"));
        var other =
                new DispositionReport(
                        "Grüße", null, "rfc822; j@example.test", null, disposition, Map.of());
        assertThat(other.type()).isEqualTo("message/global-disposition-notification");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\r\nb", "a\nb", "a\u0000", "a\u007f"})
    void nothing_that_begins_another_field_is_a_value(String value) {
        assertThat(DispositionReport.isValue(value)).isFalse();
        assertThat(DispositionReport.isValue("x".repeat(701))).isFalse();
        assertThat(DispositionReport.isValue("fine; (so) \t<far>")).isTrue();
        for (String name :
                new String[] {"a b", "a:", "", "\u00e9", "a\n", "disposition", "ERROR"}) {
            assertThat(DispositionReport.isExtensionName(name)).as(name).isFalse();
        }
        assertThat(DispositionReport.isExtensionName("X400-Address")).isTrue();
    }

    private static NewPart part(String type, String blob) {
        return new NewPart(
                null, blob, type, null, null, null, null, null, null, List.of(), List.of());
    }

    private static DispositionNotification notice(String... fields) {
        var notice = read("disposition-notification", fields);
        assertThat(notice).isNotNull();
        return Objects.requireNonNull(notice);
    }

    private static @Nullable DispositionNotification read(String type, String... fields) {
        byte[] message = report(type, fields);
        return DispositionNotification.of(message, MessageParser.parse(message)).orElse(null);
    }

    private static byte[] report(String type, String... fields) {
        return Mail.of(
                "Content-Type: multipart/report; report-type=" + type + "; boundary=b",
                "",
                "--b",
                "Content-Type: multipart/alternative; boundary=c",
                "",
                "--c",
                "Content-Type: text/html",
                "",
                "<p>read <b>it</b></p>",
                "--c--",
                "--b",
                "Content-Type: message/" + type,
                "",
                String.join("\r\n", fields),
                "--b--");
    }

    private static byte[] fixture(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/mime/mimekit", name + ".eml"));
    }
}
