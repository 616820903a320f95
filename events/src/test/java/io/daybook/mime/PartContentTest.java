package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartContentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "base64|aGVsbG8=|hello|false",
                "base64|aGVs bG8|hello|true",
                "base64|aGVs*bG8=|hello|true",
                "base64|aGVsbG8=IQ==|hello!|false",
                "base64|aGVsbG8=A|hello|true",
                "quoted-printable|a=20b=3D|a b=|false",
                "quoted-printable|a=zz=|a=zz|true",
                "quoted-printable|a=c3|a\u00c3|false",
                "quoted-printable|a=|a|false",
                "7bit|a=20|a=20|false",
                "x-unknown|a=20|a=20|true",
            })
    void transfer_encodings_are_decoded_and_broken_ones_flagged(
            String encoding, String body, String expected, boolean problem) {
        byte[] message =
                Mail.of(
                        "Content-Type: text/plain; charset=iso-8859-1",
                        "Content-Transfer-Encoding: " + encoding,
                        "",
                        body);
        var part = MessageParser.parse(message).root();
        assertThat(PartContent.decode(message, part)).isEqualTo(Mail.octets(expected));
        assertThat(part.size()).isEqualTo(expected.length());
        assertThat(PartContent.text(message, part, 0).isEncodingProblem()).isEqualTo(problem);
    }

    @Test
    void quoted_printable_drops_soft_breaks_and_white_space_at_line_ends() {
        assertThat(decoded("quoted-printable", "a=\r\nb= \t\r\nc  \r\nd =20\r\n"))
                .isEqualTo("abc\r\nd  \r\n");
        assertThat(decoded("quoted-printable", "a=\nb \nc\t")).isEqualTo("ab\nc");
    }

    @Test
    void uuencode_is_decoded() {
        assertThat(decoded("x-uuencode", "before\r\nbegin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\nafter"))
                .isEqualTo("Cat");
        assertThat(decoded("uuencode", "no begin")).isNotNull();
    }

    @Test
    void a_stream_gives_the_same_octets() throws IOException {
        for (String encoding : new String[] {"base64", "7bit", "quoted-printable"}) {
            byte[] message = Mail.of("Content-Transfer-Encoding: " + encoding, "", "QUJD");
            var part = MessageParser.parse(message).root();
            assertThat(PartContent.open(message, part).readAllBytes())
                    .isEqualTo(PartContent.decode(message, part));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "utf-8|=C3=A9|\u00e9|false",
                "utf-8|=E9x|\uFFFDx|true",
                "us-ascii|abc|abc|false",
                "us-ascii|=C3=A9|\u00e9|false",
                "us-ascii|=E9|\u00e9|true",
                "iso-8859-1|=E9=80|\u00e9\u20ac|false",
                "windows-1252|=81|\uFFFD|true",
                "koi8-r|=C1|\u0430|false",
                "gb2312|=C4=E3|\u4f60|false",
                "utf-7|a+AOk-b+-|a\u00e9b+|false",
                "utf-16be|=00a=00b|ab|false",
                "nosuch|=C3=A9|\u00e9|true",
                "nosuch|abc|abc|true",
                "`bad name \u00e9`|abc|abc|true",
            })
    void charsets_are_decoded_and_problems_flagged(
            String charset, String body, String expected, boolean problem) {
        byte[] message =
                Mail.of(
                        "Content-Type: text/plain; charset=\"" + charset + "\"",
                        "Content-Transfer-Encoding: quoted-printable",
                        "",
                        body);
        var text = PartContent.text(message, MessageParser.parse(message).root(), 0);
        assertThat(text.value()).isEqualTo(expected);
        assertThat(text.isEncodingProblem()).isEqualTo(problem);
        assertThat(text.isTruncated()).isFalse();
    }

    @Test
    void line_ends_become_line_feeds() {
        byte[] message = Mail.octets("\r\na\r\nb\nc\rd\r\r\n");
        assertThat(Mail.text(message, MessageParser.parse(message).root()))
                .isEqualTo("a\nb\nc\rd\n");
    }

    @Test
    void a_cut_never_splits_a_code_point() {
        assertThat(cut("text/plain", "a\u00e9\u20ac\uD83D\uDE00", 2)).isEqualTo("a");
        assertThat(cut("text/plain", "a\u00e9\u20ac\uD83D\uDE00", 3)).isEqualTo("a\u00e9");
        assertThat(cut("text/plain", "a\u00e9\u20ac\uD83D\uDE00", 9)).isEqualTo("a\u00e9\u20ac");
        assertThat(cut("text/plain", "a\u00e9\u20ac\uD83D\uDE00", 10))
                .isEqualTo("a\u00e9\u20ac\uD83D\uDE00");
    }

    @Test
    void a_cut_never_splits_a_tag() {
        assertThat(cut("text/html", "<p>x</p><a href='y'>z</a>", 12)).isEqualTo("<p>x</p>");
        assertThat(cut("text/html", "<p>x</p><a href='y'>z</a>", 20))
                .isEqualTo("<p>x</p><a href='y'>");
        assertThat(cut("text/html", "a < b and more", 8)).isEqualTo("a < b an");
        assertThat(cut("text/plain", "<p>x</p><a href='y'>z</a>", 12)).isEqualTo("<p>x</p><a h");
    }

    @Test
    void a_cut_of_a_large_part_is_the_start_of_the_whole() {
        String body =
                "Content-Type: text/plain; charset=utf-8\r\n\r\n"
                        + "\u00e4\u20ac line\r\n".repeat(20_000);
        byte[] message = body.getBytes(StandardCharsets.UTF_8);
        var part = MessageParser.parse(message).root();
        String whole = PartContent.text(message, part, 0).value();
        for (long max : new long[] {1, 7, 1000, 4099, 100_000, 10_000_000}) {
            var text = PartContent.text(message, part, max);
            assertThat(whole).startsWith(text.value());
            assertThat(text.isTruncated()).isEqualTo(text.value().length() < whole.length());
            assertThat(text.isEncodingProblem()).isFalse();
            assertThat((long) text.value().getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(Math.min(max - 3, 100), max);
        }
    }

    private static String decoded(String encoding, String body) {
        byte[] message = Mail.of("Content-Transfer-Encoding: " + encoding, "", body);
        return new String(
                PartContent.decode(message, MessageParser.parse(message).root()),
                StandardCharsets.ISO_8859_1);
    }

    private static String cut(String type, String body, long max) {
        byte[] message =
                ("Content-Type: " + type + "; charset=utf-8\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8);
        return PartContent.text(message, MessageParser.parse(message).root(), max).value();
    }
}
