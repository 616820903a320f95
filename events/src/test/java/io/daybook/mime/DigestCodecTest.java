package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.codec.MalformedRecord;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestCodecTest {
    private static final String TRACE =
            "Received: from a.example (a.example [192.0.2.1]) by b.example with ESMTPS id 1";

    @Test
    void what_was_stored_comes_back() {
        var digest =
                Mail.parse(
                        TRACE,
                        TRACE,
                        "From: A <a@b>",
                        TRACE,
                        "To: c@d",
                        "subject: x",
                        TRACE,
                        "X-Strange-Name: y",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "Content-Type: application/x-odd; name=f",
                        "Content-ID: <c>",
                        "Content-Language: en, de",
                        "Content-Location: l",
                        "Content-Disposition: inline",
                        "Content-Transfer-Encoding: base64",
                        "",
                        "QUJD",
                        "--b",
                        "",
                        "text",
                        "--b--");
        var stored = DigestCodec.decode(DigestCodec.encode(digest));
        assertThat(stored.subject()).isEqualTo("x");
        assertThat(stored.from()).isEqualTo(digest.from());
        assertThat(stored.headers().all("received")).hasSize(4);
        assertThat(stored).isEqualTo(digest);
        assertThat(DigestCodec.parserVersion(DigestCodec.encode(digest)))
                .isEqualTo(MessageParser.VERSION);
    }

    @Test
    void a_plain_mail_takes_little_room() {
        byte[] stored =
                DigestCodec.encode(
                        Mail.parse(
                                "From: a@b",
                                "To: c@d",
                                "Subject: hello",
                                "Date: Fri, 21 Nov 1997 09:55:06 -0600",
                                "",
                                "body"));
        assertThat(stored.length).isLessThan(120);
    }

    @Test
    void damage_is_told() {
        byte[] stored =
                DigestCodec.encode(
                        Mail.parse(
                                "From: a@b",
                                "Content-Type: multipart/mixed; boundary=b",
                                "",
                                "--b",
                                "",
                                "x",
                                "--b--"));
        assertThatThrownBy(() -> DigestCodec.decode(new byte[0]))
                .isInstanceOf(MalformedRecord.class);
        assertThatThrownBy(() -> DigestCodec.decode(new byte[] {9}))
                .isInstanceOf(MalformedRecord.class);
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> DigestCodec.decode(cut)).isInstanceOf(MalformedRecord.class);
        }
        assertThatThrownBy(() -> DigestCodec.decode(Arrays.copyOf(stored, stored.length + 1)))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void damaged_octets_give_a_malformed_record_or_another_digest_and_nothing_else() {
        byte[] stored =
                DigestCodec.encode(
                        Mail.parse(TRACE, TRACE, TRACE, TRACE, TRACE, "From: a@b", "", "x"));
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = stored.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                var digest = DigestCodec.decode(damaged);
                digest.headers().last("From");
                digest.headers().all();
            } catch (MalformedRecord expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }
}
