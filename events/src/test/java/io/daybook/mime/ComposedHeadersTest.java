package io.daybook.mime;

import static io.daybook.mime.Composing.NOW;
import static io.daybook.mime.Composing.composed;
import static io.daybook.mime.Composing.header;
import static io.daybook.mime.Composing.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposedHeadersTest {
    static Stream<HeaderValue> values() {
        return Stream.of(
                new HeaderValue.Raw(" as it is,\r\n folded"),
                new HeaderValue.Text(""),
                new HeaderValue.Text("plain"),
                new HeaderValue.Text("two  spaces and\ta tab"),
                new HeaderValue.Text(" leading and trailing "),
                new HeaderValue.Text("looks =?utf-8?q?encoded?= already"),
                new HeaderValue.Text("\u00e9\u00e8 gr\u00fc\u00dfe"),
                new HeaderValue.Text("\u65e5\u672c\u8a9e \uD83D\uDE00 ".repeat(40) + "end"),
                new HeaderValue.Text(
                        "a long ascii subject that goes on and on ".repeat(10) + "end"),
                new HeaderValue.Text("x".repeat(500)),
                new HeaderValue.Addresses(List.of()),
                new HeaderValue.Addresses(
                        List.of(
                                new EmailAddress(null, "a@b"),
                                new EmailAddress("A, \"B\" \\ (c) <d>", "c@d"))),
                new HeaderValue.Addresses(
                        List.of(
                                new EmailAddress("J\u00fcrgen", "j@\u00fc.example"),
                                new EmailAddress("=?x", "a@b"))),
                new HeaderValue.Addresses(
                        List.of(
                                new EmailAddress("Half", ""),
                                new EmailAddress(null, "\"a b\"@c"),
                                new EmailAddress("N  N", "x"))),
                new HeaderValue.Addresses(
                        Collections.nCopies(
                                50,
                                new EmailAddress(
                                        "\u00c9mile Zola the Very Long Name of a Person",
                                        "emile@example.test"))),
                new HeaderValue.GroupedAddresses(
                        List.of(
                                new EmailAddressGroup(
                                        null,
                                        List.of(
                                                new EmailAddress(null, "a@b"),
                                                new EmailAddress("C", "c@d"))),
                                new EmailAddressGroup(
                                        "Friends: \u00e9", List.of(new EmailAddress("E", "e@f"))),
                                new EmailAddressGroup("none", List.of()))),
                new HeaderValue.MessageIds(List.of("a@b", "c@d")),
                new HeaderValue.MessageIds(
                        Stream.iterate(0, n -> n + 1)
                                .limit(200)
                                .map(n -> "reference-" + n + "@example.test")
                                .toList()),
                new HeaderValue.Date(NOW),
                new HeaderValue.Date(OffsetDateTime.parse("1999-01-02T03:04:05-03:30")),
                new HeaderValue.Urls(
                        List.of("mailto:a@b?subject=c", "https://example.test/x?y=1,2")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void every_value_comes_back_in_its_form_from_short_lines(HeaderValue value) {
        byte[] octets = composed(message(header("X-Test", value)));
        String raw = MessageParser.parse(octets).headers().last("X-Test");
        assertThat(raw).isNotNull();
        assertThat(read(value, raw)).isEqualTo(value);
        String text = new String(octets, StandardCharsets.UTF_8);
        assertThat(text.substring(0, text.indexOf("\r\n\r\n")).lines())
                .allMatch(line -> line.length() <= 78);
    }

    @Test
    void headers_that_the_client_gives_are_not_added() {
        byte[] octets =
                composed(
                        message(
                                header("message-id", new HeaderValue.MessageIds(List.of("own@x"))),
                                header("DATE", new HeaderValue.Date(NOW.minusYears(1)))));
        var digest = MessageParser.parse(octets);
        assertThat(digest.headers().all("Message-ID")).hasSize(1);
        assertThat(digest.messageIds()).containsExactly("own@x");
        assertThat(digest.headers().all("Date")).hasSize(1);
    }

    private static HeaderValue read(HeaderValue like, String raw) {
        return switch (like) {
            case HeaderValue.Raw _ -> new HeaderValue.Raw(HeaderForms.asRaw(raw));
            case HeaderValue.Text _ -> new HeaderValue.Text(HeaderForms.asText(raw));
            case HeaderValue.Addresses _ -> new HeaderValue.Addresses(HeaderForms.asAddresses(raw));
            case HeaderValue.GroupedAddresses _ ->
                    new HeaderValue.GroupedAddresses(HeaderForms.asGroupedAddresses(raw));
            case HeaderValue.MessageIds _ ->
                    new HeaderValue.MessageIds(HeaderForms.asMessageIds(raw));
            case HeaderValue.Date _ -> new HeaderValue.Date(HeaderForms.asDate(raw));
            case HeaderValue.Urls _ -> new HeaderValue.Urls(HeaderForms.asUrls(raw));
        };
    }
}
