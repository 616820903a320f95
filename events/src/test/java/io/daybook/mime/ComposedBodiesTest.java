package io.daybook.mime;

import static io.daybook.mime.Composing.OCTETS;
import static io.daybook.mime.Composing.composed;
import static io.daybook.mime.Composing.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposedBodiesTest {
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
}
