package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.mime.ComposeResult.ComposeRefusal;
import io.daybook.mime.ComposeResult.Composed;
import io.daybook.mime.ComposeResult.MissingBlobs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageComposerTest {
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:20:30+01:00");
    private static final ComposeDefaults DEFAULTS =
            new ComposeDefaults("id@example.test", NOW, n -> "boundary-" + n);
    private static final byte[] OCTETS = {0, 1, 2, (byte) 0xFF, '\r', '\n', '-'};

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ascii\n",
                "trailing space \nnext\t\n",
                "gr\u00fc\u00dfe = 100 %\n",
                "\u65e5\u672c\u8a9e\n\u65e5\u672c",
                "From x\n.\n--boundary-0\n--boundary-1--",
                "a\rb",
                "nul \0 here",
                "\uD83D\uDE00",
            })
    void any_text_comes_back(String text) {
        for (String value : List.of(text, text.repeat(400))) {
            byte[] octets =
                    composed(
                            new NewMessage(
                                    List.of(),
                                    new NewBody.Flat(
                                            NewPart.text("t", "text/plain"),
                                            NewPart.text("h", "text/html"),
                                            List.of()),
                                    Map.of("t", value, "h", value)));
            var digest = MessageParser.parse(octets);
            assertThat(MessageParserTest.shape(digest.root()))
                    .isEqualTo("multipart/alternative(1:text/plain 2:text/html)");
            for (Part part : digest.root().subParts()) {
                assertThat(PartContent.text(octets, part, 0))
                        .isEqualTo(new PartContent.Decoded(value, false, false));
            }
            assertThat(new String(octets, StandardCharsets.ISO_8859_1).lines())
                    .allMatch(line -> line.length() <= 998);
        }
    }

    @Test
    void flat_bodies_become_mixed_related_and_alternative() {
        var picture =
                new NewPart(
                        null,
                        "blob",
                        "image/png",
                        null,
                        "inline",
                        "p.png",
                        "pic@x",
                        null,
                        null,
                        List.of(),
                        List.of());
        var pdf =
                NewPart.blob(
                        "blob",
                        "application/pdf",
                        "attachment",
                        "r\u00e9sum\u00e9 of a rather long name, with commas.pdf");
        byte[] octets =
                composed(
                        new NewMessage(
                                List.of(),
                                new NewBody.Flat(
                                        NewPart.text("t", "text/plain"),
                                        NewPart.text("h", "text/html"),
                                        List.of(picture, pdf)),
                                Map.of("t", "text", "h", "<img src='cid:pic@x'>")));
        var digest = MessageParser.parse(octets);
        assertThat(MessageParserTest.shape(digest.root()))
                .isEqualTo(
                        "multipart/mixed(multipart/alternative(1:text/plain multipart/related(2:text/html 3:image/png)) 4:application/pdf)");
        Part attached = digest.part("4").orElseThrow();
        assertThat(attached.name()).isEqualTo(pdf.name());
        assertThat(attached.disposition()).isEqualTo("attachment");
        assertThat(PartContent.decode(octets, attached)).isEqualTo(OCTETS);
        assertThat(digest.part("3").orElseThrow().cid()).isEqualTo("pic@x");
        assertThat(digest.hasAttachment()).isTrue();
    }

    @Test
    void a_structure_is_kept_with_the_fields_of_its_parts() {
        var part =
                new NewPart(
                        "1",
                        null,
                        "text/x-note",
                        null,
                        null,
                        "note.txt",
                        "c@x",
                        List.of("en", "de"),
                        "http://a/",
                        List.of(header("X-Part", new HeaderValue.Text("\u00e9"))),
                        List.of());
        byte[] octets =
                composed(
                        new NewMessage(
                                List.of(),
                                new NewBody.Structure(
                                        NewPart.multipart(
                                                "multipart/parallel", List.of(part, part))),
                                Map.of("1", "x")));
        Part read = MessageParser.parse(octets).root().subParts().getFirst();
        assertThat(read.name()).isEqualTo("note.txt");
        assertThat(read.cid()).isEqualTo("c@x");
        assertThat(read.language()).containsExactly("en", "de");
        assertThat(read.location()).isEqualTo("http://a/");
        assertThat(HeaderForms.asText(read.headers().last("X-Part"))).isEqualTo("\u00e9");
    }

    @Test
    void attached_messages_are_not_encoded_where_that_is_not_needed() {
        byte[] inner = Mail.of("Subject: inner", "", "body");
        byte[] octets =
                composed(
                        new NewMessage(
                                List.of(),
                                new NewBody.Structure(
                                        NewPart.blob("m", "message/rfc822", "attachment", null)),
                                Map.of()),
                        Map.of("m", inner));
        Part root = MessageParser.parse(octets).root();
        assertThat(root.encoding()).isEqualTo(TransferEncoding.IDENTITY);
        assertThat(PartContent.decode(octets, root)).isEqualTo(inner);
    }

    @Test
    void a_boundary_that_is_in_a_part_is_not_used() {
        byte[] octets =
                composed(
                        new NewMessage(
                                List.of(),
                                new NewBody.Flat(
                                        NewPart.text("t", "text/plain"),
                                        NewPart.text("h", "text/html"),
                                        List.of()),
                                Map.of("t", "--boundary-0\n--boundary-1", "h", "")));
        assertThat(MessageParser.parse(octets).headers().last("Content-Type"))
                .contains("boundary-2");
    }

    @Test
    void missing_blobs_are_all_named() {
        var body =
                new NewBody.Flat(
                        null,
                        null,
                        List.of(
                                NewPart.blob("x", "a/b", "attachment", null),
                                NewPart.blob("y", "a/b", "attachment", null)));
        assertThat(
                        MessageComposer.compose(
                                new NewMessage(List.of(), body, Map.of()),
                                _ -> Optional.empty(),
                                DEFAULTS))
                .isEqualTo(new MissingBlobs(List.of("x", "y")));
    }

    @Test
    void a_stream_gets_the_same_octets() throws IOException {
        var out = new ByteArrayOutputStream();
        var message = message(header("Subject", new HeaderValue.Text("x")));
        MessageComposer.composeTo(out, message, _ -> Optional.empty(), DEFAULTS);
        assertThat(out.toByteArray()).isEqualTo(composed(message));
    }

    static Stream<NewHeader> refusedHeaders() {
        return Stream.of(
                header("Subject", new HeaderValue.Text("a\r\nBcc: x@y")),
                header("Subject", new HeaderValue.Text("a\nb")),
                header("Subject", new HeaderValue.Text("a\0b")),
                header("X", new HeaderValue.Raw("a\r\nBcc: x@y")),
                header("X", new HeaderValue.Raw("a\r\n\r\nbody")),
                header("X", new HeaderValue.Raw("a\r\n \r\n b")),
                header("X", new HeaderValue.Raw("a\nb")),
                header("X", new HeaderValue.Raw("a\rb")),
                header("X", new HeaderValue.Raw("a\r\n b\0")),
                header("X", new HeaderValue.Raw("x".repeat(2000))),
                header("To", new HeaderValue.Addresses(List.of(new EmailAddress("a\rb", "a@b")))),
                header(
                        "To",
                        new HeaderValue.Addresses(List.of(new EmailAddress("a", "a@b\r\nX: y")))),
                header(
                        "To",
                        new HeaderValue.Addresses(List.of(new EmailAddress("a", "a@b>, <evil@x")))),
                header("To", new HeaderValue.Addresses(List.of(new EmailAddress("a", "\"open@b")))),
                header(
                        "To",
                        new HeaderValue.GroupedAddresses(
                                List.of(new EmailAddressGroup("g\n", List.of())))),
                header("References", new HeaderValue.MessageIds(List.of("a@b> <c@d"))),
                header("References", new HeaderValue.MessageIds(List.of("a b"))),
                header("List-Post", new HeaderValue.Urls(List.of("a\nb"))),
                header("From", new HeaderValue.Text("a@b")),
                header("Content-Type", new HeaderValue.Raw(" text/html")),
                header("Bad Name", new HeaderValue.Raw("x")),
                header("Bad:Name", new HeaderValue.Raw("x")),
                header("B\u00e4d", new HeaderValue.Raw("x")),
                header("", new HeaderValue.Raw("x")),
                header("Date", new HeaderValue.Date(NOW.withYear(10_000))));
    }

    @ParameterizedTest
    @MethodSource("refusedHeaders")
    void a_header_that_would_change_the_message_is_refused(NewHeader header) {
        assertThat(compose(message(header)))
                .isInstanceOfSatisfying(
                        ComposeRefusal.class,
                        refusal -> assertThat(refusal.property()).isEqualTo(header.property()));
    }

    @Test
    void two_properties_for_one_field_are_refused_but_all_instances_of_one_are_not() {
        var text = new HeaderValue.Text("x");
        assertThat(
                        compose(
                                message(
                                        new NewHeader("subject", "Subject", text),
                                        new NewHeader("header:subject:asText", "subject", text))))
                .isEqualTo(new ComposeRefusal("header:subject:asText", "subject is given twice"));
        assertThat(
                        compose(
                                message(
                                        new NewHeader("header:X:asText:all", "X", text),
                                        new NewHeader("header:X:asText:all", "X", text))))
                .isInstanceOf(Composed.class);
    }

    static Stream<NewPart> refusedParts() {
        return Stream.of(
                part("1", "b", null, null, null, null),
                part(null, null, null, null, null, null),
                part("nowhere", null, null, null, null, null),
                part("1", null, "image/png", null, null, null),
                part("1", null, "text/plain\r\nX: y", null, null, null),
                part("1", null, "multipart/mixed", null, null, null),
                part(null, null, "multipart/mixed", null, null, null),
                part("1", null, null, "a\r\nb", null, null),
                part("1", null, null, "a\0b", null, null),
                part("1", null, null, null, "a>\r\nX: <b", null),
                part("1", null, null, null, null, "inline\r\nX: y"),
                new NewPart(
                        "1", null, null, "utf-8", null, null, null, null, null, List.of(),
                        List.of()),
                new NewPart(
                        null, "b", null, "x\"y", null, null, null, null, null, List.of(),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("a\n"),
                        null,
                        List.of(),
                        List.of()),
                new NewPart(
                        "1", null, null, null, null, null, null, null, "a\nb", List.of(),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Content-Transfer-Encoding", " 7bit")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        "text/plain",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Content-Type", " text/html")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("X", "a\nb")),
                        List.of()),
                new NewPart(
                        "1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(raw("Subject", "a")),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("refusedParts")
    void a_part_that_breaks_the_rules_is_refused(NewPart part) {
        var message =
                new NewMessage(
                        List.of(header("Subject", new HeaderValue.Text("x"))),
                        new NewBody.Structure(part),
                        Map.of("1", "text"));
        assertThat(compose(message))
                .isInstanceOfSatisfying(
                        ComposeRefusal.class,
                        refusal -> assertThat(refusal.property()).isEqualTo("bodyStructure"));
    }

    @Test
    void flat_bodies_have_their_types() {
        var html = NewPart.text("1", "text/html");
        assertThat(
                        compose(
                                new NewMessage(
                                        List.of(),
                                        new NewBody.Flat(html, null, List.of()),
                                        Map.of("1", ""))))
                .isEqualTo(new ComposeRefusal("textBody", "must be text/plain"));
    }

    @Test
    void a_message_without_a_body_is_an_empty_text() {
        var digest =
                MessageParser.parse(
                        composed(
                                new NewMessage(
                                        List.of(),
                                        new NewBody.Flat(null, null, List.of()),
                                        Map.of())));
        assertThat(digest.root().type()).isEqualTo("text/plain");
        assertThat(digest.root().size()).isZero();
    }

    private static NewPart part(
            @Nullable String partId,
            @Nullable String blobId,
            @Nullable String type,
            @Nullable String name,
            @Nullable String cid,
            @Nullable String disposition) {
        return new NewPart(
                partId,
                blobId,
                type,
                null,
                disposition,
                name,
                cid,
                null,
                null,
                List.of(),
                List.of());
    }

    private static NewHeader raw(String name, String value) {
        return new NewHeader("header:" + name, name, new HeaderValue.Raw(value));
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

    private static NewHeader header(String name, HeaderValue value) {
        return new NewHeader("header:" + name + ":" + value.form().suffix(), name, value);
    }

    private static NewMessage message(NewHeader... headers) {
        return new NewMessage(
                List.of(headers),
                new NewBody.Flat(NewPart.text("1", "text/plain"), null, List.of()),
                Map.of("1", "x"));
    }

    private static ComposeResult compose(NewMessage message) {
        return MessageComposer.compose(message, id -> Optional.of(OCTETS), DEFAULTS);
    }

    private static byte[] composed(NewMessage message) {
        return composed(message, Map.of("blob", OCTETS));
    }

    private static byte[] composed(NewMessage message, Map<String, byte[]> blobs) {
        var result =
                MessageComposer.compose(
                        message, id -> Optional.ofNullable(blobs.get(id)), DEFAULTS);
        assertThat(result).isInstanceOf(Composed.class);
        return ((Composed) result).octets();
    }
}
