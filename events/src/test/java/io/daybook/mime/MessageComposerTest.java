package io.daybook.mime;

import static io.daybook.mime.Composing.DEFAULTS;
import static io.daybook.mime.Composing.composed;
import static io.daybook.mime.Composing.header;
import static io.daybook.mime.Composing.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageComposerTest {
    @Test
    void a_plain_message_is_written_exactly_so() {
        var message =
                new NewMessage(
                        List.of(
                                header(
                                        "From",
                                        new HeaderValue.Addresses(
                                                List.of(
                                                        new EmailAddress(
                                                                "Joe Q. Public",
                                                                "joe@example.test")))),
                                header("Subject", new HeaderValue.Text("Hello"))),
                        new NewBody.Flat(NewPart.text("1", "text/plain"), null, List.of()),
                        Map.of("1", "Hi,\nthere"));
        assertThat(new String(composed(message), StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        From: "Joe Q. Public" <joe@example.test>
                        Subject: Hello
                        Date: Sun, 22 Nov 2026 10:20:30 +0100
                        Message-ID: <id@example.test>
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=utf-8
                        Content-Transfer-Encoding: 7bit

                        Hi,
                        there\
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void a_stream_gets_the_same_octets() throws IOException {
        var out = new ByteArrayOutputStream();
        var message = message(header("Subject", new HeaderValue.Text("x")));
        MessageComposer.composeTo(out, message, _ -> Optional.empty(), DEFAULTS);
        assertThat(out.toByteArray()).isEqualTo(composed(message));
    }
}
