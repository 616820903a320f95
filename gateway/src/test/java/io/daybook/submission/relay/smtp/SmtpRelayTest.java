package io.daybook.submission.relay.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Ids;
import io.daybook.smtp.EnvelopeAddress;
import io.daybook.smtp.MailParameters;
import io.daybook.smtp.RcptParameters;
import io.daybook.smtp.Reading;
import io.daybook.submission.Fate;
import io.daybook.submission.relay.Relay;
import io.daybook.submission.relay.Relay.Mail;
import io.daybook.submission.relay.Relay.Outcome;
import io.daybook.submission.relay.Relay.Recipient;
import io.daybook.submission.relay.Relay.Transaction;
import io.daybook.submission.relay.smtp.SmartHost.Patience;
import io.daybook.submission.relay.smtp.SmartHost.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One transaction, octet by octet. */
class SmtpRelayTest {
    private static final String HELLO = "From: a@x.test\r\nSubject: hi\r\n\r\nHello\r\n";
    private static final Patience SHORT =
            new Patience(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(700),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(700));

    private final ScriptedSmtp server = new ScriptedSmtp();
    private final List<Ids> handovers = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_message_is_handed_to_all_its_recipients_in_one_transaction() {
        var done = send(mail(HELLO, "b@x.test", "c@x.test"));
        assertThat(fates(done)).containsExactly(Fate.RELAYED, Fate.RELAYED);
        assertThat(done.outcomes().getFirst().reply().text()).isEqualTo("250 2.0.0 queued");
        assertThat(server.commands())
                .containsSubsequence(
                        "MAIL FROM:<a@x.test> SIZE=38 BODY=7BIT",
                        "RCPT TO:<b@x.test>",
                        "RCPT TO:<c@x.test>",
                        "DATA");
        assertThat(server.messages()).containsExactly(HELLO + ".\r\n");
        assertThat(handovers).containsExactly(Ids.of(0, 1));
    }

    @Test
    void parameters_reach_the_wire_encoded() {
        var from = read(MailParameters.read(Map.of("RET", "HDRS", "ENVID", "a b+c")));
        var to =
                read(
                        RcptParameters.read(
                                Map.of("NOTIFY", "FAILURE,SUCCESS", "ORCPT", "rfc822;x+y@z.test")));
        var done =
                send(
                        new Mail(
                                address("a@x.test"),
                                from,
                                List.of(new Recipient(0, address("\"b c\"@x.test"), to)),
                                content(HELLO)));
        assertThat(done.reports()).isTrue();
        assertThat(server.commands())
                .contains(
                        "MAIL FROM:<a@x.test> SIZE=38 BODY=7BIT RET=HDRS ENVID=a+20b+2Bc",
                        "RCPT TO:<\"b c\"@x.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;x+2By@z.test");
    }

    @Test
    void a_host_is_told_only_parameters_that_it_knows() {
        server.offers("PIPELINING");
        var from = read(MailParameters.read(Map.of("RET", "FULL", "ENVID", "e")));
        var to = read(RcptParameters.read(Map.of("NOTIFY", "NEVER")));
        var done =
                send(
                        new Mail(
                                null,
                                from,
                                List.of(new Recipient(0, address("b@x.test"), to)),
                                content(HELLO)));
        assertThat(done.reports()).isFalse();
        assertThat(server.commands()).contains("MAIL FROM:<>", "RCPT TO:<b@x.test>");
    }

    @Test
    void addresses_beyond_ascii_go_only_to_a_host_that_takes_them() {
        assertThat(fates(send(mail(HELLO, "jörg@x.test")))).containsExactly(Fate.RELAYED);
        assertThat(server.commands())
                .contains(
                        "MAIL FROM:<a@x.test> SIZE=38 BODY=7BIT SMTPUTF8", "RCPT TO:<jörg@x.test>");
        server.offers("8BITMIME");
        var refused = send(mail(HELLO, "jörg@x.test"));
        assertThat(fates(refused)).containsExactly(Fate.FAILED);
        assertThat(refused.outcomes().getFirst().reply().status()).isEqualTo("5.6.7");
    }

    @Test
    void octets_pass_as_they_are_but_for_line_ends_and_dots() {
        String message = "Subject: ö\n.dot\r\n..\r.\nö\u0000" + "x".repeat(200_000);
        var done = send(mail(message, "b@x.test"));
        assertThat(fates(done)).containsExactly(Fate.RELAYED);
        assertThat(server.messages())
                .containsExactly(
                        "Subject: ö\r\n..dot\r\n...\r\n..\r\nö\u0000"
                                + "x".repeat(200_000)
                                + "\r\n.\r\n");
        assertThat(server.commands())
                .anyMatch(line -> line.endsWith(" SIZE=200029 BODY=8BITMIME SMTPUTF8"));
    }

    @Test
    void messages_of_every_ending_end_once() {
        for (String message : new String[] {"", "\r\n", "a", "a\n", "a\r", "a\r\n\r\n", "."}) {
            assertThat(fates(send(mail(message, "b@x.test")))).containsExactly(Fate.RELAYED);
        }
        assertThat(server.messages())
                .containsExactly(
                        "\r\n.\r\n",
                        "\r\n.\r\n",
                        "a\r\n.\r\n",
                        "a\r\n.\r\n",
                        "a\r\n.\r\n",
                        "a\r\n\r\n.\r\n",
                        "..\r\n.\r\n");
    }

    @Test
    void a_message_that_the_host_cannot_take_is_not_sent() {
        server.offers("SIZE 37");
        var tooLarge = send(mail(HELLO, "b@x.test"));
        assertThat(tooLarge.outcomes().getFirst().reply().status()).isEqualTo("5.3.4");
        var eightBit = send(mail("Subject: ö\r\n", "b@x.test"));
        assertThat(eightBit.outcomes().getFirst().reply().status()).isEqualTo("5.6.3");
        assertThat(fates(tooLarge)).containsExactly(Fate.FAILED);
        assertThat(fates(eightBit)).containsExactly(Fate.FAILED);
        assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void every_recipient_has_a_reply_of_its_own() {
        server.answers(command ->
                switch (command) {
                    case "RCPT TO:<b@x.test>" -> "550-5.1.1 no\r\n550 5.1.1 body";
                    case "RCPT TO:<c@x.test>" -> "451 4.2.0 later";
                    case "RCPT TO:<d@x.test>" -> "552 too many";
                    default -> "";
                });
        var done = send(mail(HELLO, "b@x.test", "c@x.test", "d@x.test", "e@x.test"));
        assertThat(fates(done))
                .containsExactly(Fate.FAILED, Fate.QUEUED, Fate.QUEUED, Fate.RELAYED);
        assertThat(done.outcomes().getFirst().reply().text()).isEqualTo("550 5.1.1 no body");
        assertThat(handovers).containsExactly(Ids.of(3));
    }

    @Test
    void nothing_is_handed_over_when_nobody_is_accepted() {
        server.answers(command -> command.startsWith("RCPT") ? "550 no" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.FAILED);
        server.answers(command -> command.startsWith("MAIL") ? "451 no" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.QUEUED);
        server.answers(command -> command.equals("DATA") ? "554 no" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.FAILED);
        assertThat(handovers).isEmpty();
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void a_reply_to_the_whole_message_goes_for_all_who_were_accepted() {
        server.answers(command ->
                switch (command) {
                    case "RCPT TO:<b@x.test>" -> "550 no";
                    case "." -> "451 4.3.0 full";
                    default -> "";
                });
        assertThat(fates(send(mail(HELLO, "b@x.test", "c@x.test"))))
                .containsExactly(Fate.FAILED, Fate.QUEUED);
        server.answers(command -> command.equals(".") ? "554 5.7.1 spam" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test", "c@x.test"))))
                .containsExactly(Fate.FAILED, Fate.FAILED);
    }

    @Test
    void what_was_not_handed_over_may_be_tried_again() {
        for (String point : new String[] {"greeting", "EHLO [127.0.0.1]", "RCPT TO:<b@x.test>"}) {
            server.answers(command -> command.equals(point) ? ScriptedSmtp.DROP : "");
            assertThat(fates(send(mail(HELLO, "b@x.test")))).as(point).containsExactly(Fate.QUEUED);
        }
        server.answers(_ -> "").dropsAfter(10);
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.QUEUED);
        server.offers("8BITMIME").dropsAfter(100_000);
        assertThat(fates(send(mail("x\r\n".repeat(5_000_000), "b@x.test"))))
                .containsExactly(Fate.QUEUED);
        assertThat(handovers).isEmpty();
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void what_was_handed_over_without_an_answer_is_unknown() {
        for (String end : new String[] {ScriptedSmtp.DROP, ScriptedSmtp.SILENCE, "what?"}) {
            server.answers(command ->
                    switch (command) {
                        case "RCPT TO:<b@x.test>" -> "550 no";
                        case "." -> end;
                        default -> "";
                    });
            assertThat(fates(send(mail(HELLO, "b@x.test", "c@x.test"))))
                    .as(end)
                    .containsExactly(Fate.FAILED, Fate.UNKNOWN);
        }
    }

    @Test
    void a_handover_that_is_not_wanted_sends_no_end() {
        try (var relay = relay(Patience.STANDARD)) {
            var done = relay.transfer(mail(HELLO, "b@x.test"), _ -> false);
            assertThat(fates(done)).containsExactly(Fate.QUEUED);
        }
        assertThat(server.messages()).isEmpty();
        assertThat(server.connections()).isOne();
    }

    @Test
    void a_host_that_does_not_answer_holds_nobody_for_ever() {
        for (String point : new String[] {"greeting", "MAIL FROM:<a@x.test> SIZE=38 BODY=7BIT"}) {
            server.answers(command -> command.equals(point) ? ScriptedSmtp.SILENCE : "");
            assertThat(fates(send(mail(HELLO, "b@x.test")))).as(point).containsExactly(Fate.QUEUED);
        }
    }

    @Test
    void a_host_that_wants_a_login_or_says_no_is_the_operators_business() {
        server.answers(command -> command.startsWith("MAIL") ? "530 5.7.0 sign in" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.QUEUED);
        server.answers(command -> command.equals("greeting") ? "554 go away" : "");
        assertThat(fates(send(mail(HELLO, "b@x.test")))).containsExactly(Fate.QUEUED);
    }

    @Test
    void a_host_that_is_not_there_may_come() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = nobody.getLocalPort();
        }
        Transaction nowhere;
        try (var relay = relay(port, SHORT)) {
            nowhere = relay.transfer(mail(HELLO, "b@x.test"), _ -> true);
        }
        assertThat(fates(nowhere)).containsExactly(Fate.QUEUED);
        assertThat(nowhere.outcomes().getFirst().reply().status()).isEqualTo("4.4.1");
    }

    @Test
    void encryption_that_is_required_is_not_done_without() {
        var host =
                new SmartHost(
                        "127.0.0.1", server.port(), Security.REQUIRED, null, null, null, SHORT);
        try (var relay = new SmtpRelay(host)) {
            assertThat(fates(relay.transfer(mail(HELLO, "b@x.test"), _ -> true)))
                    .containsExactly(Fate.QUEUED);
        }
        assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    private Transaction send(Mail mail) {
        try (var relay = relay(SHORT)) {
            return relay.transfer(
                    mail,
                    accepted -> {
                        handovers.add(accepted);
                        return true;
                    });
        }
    }

    private SmtpRelay relay(Patience patience) {
        return relay(server.port(), patience);
    }

    private static SmtpRelay relay(int port, Patience patience) {
        return new SmtpRelay(
                new SmartHost(
                        "127.0.0.1", port, Security.OPPORTUNISTIC, null, null, null, patience));
    }

    private static List<Fate> fates(Transaction transaction) {
        return transaction.outcomes().stream().map(Outcome::fate).toList();
    }

    private static Mail mail(String message, String... to) {
        var recipients = new ArrayList<Recipient>();
        for (String one : to) {
            recipients.add(new Recipient(recipients.size(), address(one), RcptParameters.NONE));
        }
        return new Mail(address("a@x.test"), MailParameters.NONE, recipients, content(message));
    }

    private static Relay.Content content(String message) {
        return out -> out.write(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static EnvelopeAddress address(String text) {
        return Objects.requireNonNull(EnvelopeAddress.parse(text));
    }

    private static <T> T read(Reading<T> reading) {
        return switch (reading) {
            case Reading.Read<T>(var value) -> value;
            case Reading.Wrong<T> wrong -> throw new AssertionError(wrong.toString());
        };
    }
}
