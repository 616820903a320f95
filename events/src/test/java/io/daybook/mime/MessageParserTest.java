package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParserTest {
    @Test
    void an_empty_message_is_an_empty_text() {
        var root = MessageParser.parse(new byte[0]).root();
        assertThat(root.type()).isEqualTo("text/plain");
        assertThat(root.charset()).isEqualTo("us-ascii");
        assertThat(root.partId()).isEqualTo("1");
        assertThat(root.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void any_line_end_separates_fields_and_parts(String end) {
        String text =
                String.join(
                        end,
                        "Subject: hi",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "",
                        "one",
                        "--b",
                        "",
                        "two",
                        "--b--",
                        "");
        byte[] message = Mail.octets(text);
        var digest = MessageParser.parse(message);
        assertThat(digest.subject()).isEqualTo("hi");
        assertThat(digest.root().subParts())
                .extracting(part -> Mail.text(message, part))
                .containsExactly("one", "two");
    }

    @Test
    void line_ends_may_be_mixed() {
        byte[] message = Mail.octets("A: 1\nB: 2\r\n\r\nbody\nline\r\n");
        var digest = MessageParser.parse(message);
        assertThat(digest.headers().all())
                .containsExactly(new HeaderField("A", " 1"), new HeaderField("B", " 2"));
        assertThat(Mail.text(message, digest.root())).isEqualTo("body\nline\n");
    }

    @Test
    void the_line_of_an_mbox_is_no_field() {
        assertThat(
                        Mail.headers("From someone Mon Jan 1 00:00:00 2024", "Subject: x", "", "b")
                                .all())
                .containsExactly(new HeaderField("Subject", " x"));
    }

    @Test
    void a_missing_empty_line_begins_the_body_where_no_field_can_be() {
        byte[] message = Mail.of("Subject: x", "This is the body.", "Note: still body");
        var digest = MessageParser.parse(message);
        assertThat(digest.headers().all()).hasSize(1);
        assertThat(Mail.text(message, digest.root()))
                .isEqualTo("This is the body.\nNote: still body");
    }

    @Test
    void a_broken_line_among_fields_is_passed_over() {
        var headers =
                Mail.headers(
                        "Subject: x",
                        "by relay with SMTP",
                        "From: a@b",
                        "Bröken: y",
                        "To: c@d",
                        "",
                        "b");
        assertThat(headers.all())
                .extracting(HeaderField::name)
                .containsExactly("Subject", "From", "To");
    }

    @Test
    void raw_values_keep_folds_and_lose_nul_and_what_is_not_utf_8() {
        var headers =
                Mail.headers(
                        "A: one\r\n\ttwo",
                        "B:\0x\0",
                        "C: caf\u00e9",
                        "D: caf\u00c3\u00a9",
                        "E :y",
                        "");
        assertThat(headers.last("a")).isEqualTo(" one\r\n\ttwo");
        assertThat(headers.last("B")).isEqualTo("x");
        assertThat(headers.last("C")).isEqualTo(" caf\uFFFD");
        assertThat(headers.last("D")).isEqualTo(" caf\u00e9");
        assertThat(headers.last("E")).isEqualTo("y");
    }

    @Test
    void the_last_instance_counts_and_all_are_kept_in_order() {
        var headers = Mail.headers("X-a: 1", "x-A: 2", "X-A: 3", "", "");
        assertThat(headers.last("x-a")).isEqualTo(" 3");
        assertThat(headers.first("x-a")).isEqualTo(" 1");
        assertThat(headers.all("x-a")).containsExactly(" 1", " 2", " 3");
        assertThat(headers.last("y")).isNull();
        assertThat(headers.all("y")).isEmpty();
    }

    @Test
    void parts_are_numbered_by_leaf_and_multiparts_have_no_id() {
        var root =
                Mail.parse(
                                "Content-Type: multipart/mixed; boundary=a",
                                "",
                                "preamble",
                                "--a",
                                "Content-Type: multipart/alternative; boundary=b",
                                "",
                                "--b",
                                "",
                                "1",
                                "--b",
                                "",
                                "2",
                                "--b--",
                                "--a",
                                "Content-Type: IMAGE/PNG",
                                "",
                                "3",
                                "--a--",
                                "epilogue")
                        .root();
        assertThat(shape(root))
                .isEqualTo(
                        "multipart/mixed(multipart/alternative(1:text/plain 2:text/plain) 3:image/png)");
    }

    @Test
    void a_multipart_that_is_never_closed_ends_with_the_message() {
        assertThat(
                        shape(
                                Mail.parse(
                                                "Content-Type: multipart/mixed; boundary=a",
                                                "",
                                                "--a",
                                                "",
                                                "x")
                                        .root()))
                .isEqualTo("multipart/mixed(1:text/plain)");
    }

    @Test
    void an_outer_boundary_ends_an_inner_multipart() {
        byte[] message =
                Mail.of(
                        "Content-Type: multipart/mixed; boundary=a",
                        "",
                        "--a",
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "",
                        "x",
                        "--a",
                        "",
                        "y",
                        "--a--");
        var root = MessageParser.parse(message).root();
        assertThat(shape(root))
                .isEqualTo("multipart/mixed(multipart/mixed(1:text/plain) 2:text/plain)");
        assertThat(Mail.text(message, root.subParts().getLast())).isEqualTo("y");
    }

    @Test
    void of_two_boundaries_that_match_the_longest_is_meant() {
        assertThat(
                        shape(
                                Mail.parse(
                                                "Content-Type: multipart/mixed; boundary=a",
                                                "",
                                                "--a",
                                                "Content-Type: multipart/mixed; boundary=ab",
                                                "",
                                                "--ab",
                                                "",
                                                "x",
                                                "--ab--",
                                                "--a--")
                                        .root()))
                .isEqualTo("multipart/mixed(multipart/mixed(1:text/plain))");
    }

    @Test
    void a_multipart_without_any_part_is_shown_as_text() {
        byte[] message =
                Mail.of("Content-Type: multipart/mixed; boundary=a", "", "no boundary here");
        var root = MessageParser.parse(message).root();
        assertThat(shape(root)).isEqualTo("1:text/plain");
        assertThat(Mail.text(message, root)).isEqualTo("no boundary here");
    }

    @Test
    void a_part_of_a_digest_is_a_message_by_default() {
        assertThat(
                        shape(
                                Mail.parse(
                                                "Content-Type: multipart/digest; boundary=a",
                                                "",
                                                "--a",
                                                "",
                                                "Subject: x",
                                                "",
                                                "--a--")
                                        .root()))
                .isEqualTo("multipart/digest(1:message/rfc822)");
    }

    @Test
    void an_attached_message_is_a_leaf_and_its_slice_can_be_parsed() {
        byte[] message =
                Mail.of(
                        "Content-Type: message/rfc822",
                        "",
                        "Subject: inner",
                        "Content-Type: multipart/mixed; boundary=a",
                        "",
                        "--a",
                        "",
                        "x",
                        "--a--");
        var root = MessageParser.parse(message).root();
        assertThat(shape(root)).isEqualTo("1:message/rfc822");
        var inner = MessageParser.parse(PartContent.decode(message, root));
        assertThat(inner.subject()).isEqualTo("inner");
        assertThat(shape(inner.root())).isEqualTo("multipart/mixed(1:text/plain)");
    }

    @Test
    void an_invalid_type_is_text_plain() {
        assertThat(Mail.parse("Content-Type: text", "", "").root().type()).isEqualTo("text/plain");
        assertThat(Mail.parse("Content-Type: /", "", "").root().type()).isEqualTo("text/plain");
        assertThat(Mail.parse("Content-Type: Text / HTML (comment); a=b", "", "").root().type())
                .isEqualTo("text/html");
    }

    @Test
    void charset_is_implied_for_text_only() {
        assertThat(Mail.parse("Content-Type: text/html", "", "").root().charset())
                .isEqualTo("us-ascii");
        assertThat(Mail.parse("Content-Type: image/png", "", "").root().charset()).isNull();
        assertThat(
                        Mail.parse("Content-Type: application/x; charset=\"UTF-8\"", "", "")
                                .root()
                                .charset())
                .isEqualTo("UTF-8");
    }

    @Test
    void names_come_from_filename_then_name_decoded() {
        assertThat(
                        name(
                                "Content-Disposition: attachment; filename=a.txt",
                                "Content-Type: text/plain; name=b.txt"))
                .isEqualTo("a.txt");
        assertThat(name("Content-Type: text/plain; name=\"=?utf-8?q?f=C3=BC.txt?=\""))
                .isEqualTo("f\u00fc.txt");
        assertThat(name("Content-Disposition: attachment; filename*=iso-8859-1'de'f%FC.txt"))
                .isEqualTo("f\u00fc.txt");
        assertThat(
                        name(
                                "Content-Disposition: attachment; filename*1=c.txt; filename*0*=utf-8''a%20b"))
                .isEqualTo("a bc.txt");
        assertThat(name("Content-Disposition: attachment; filename=\"a \\\"b\\\".txt\""))
                .isEqualTo("a \"b\".txt");
        assertThat(name("Content-Disposition: attachment; filename=my file.txt; size=1"))
                .isEqualTo("my file.txt");
        assertThat(name("Content-Disposition: inline")).isNull();
    }

    @Test
    void the_other_fields_of_a_part_lose_comments_and_brackets() {
        var root =
                Mail.parse(
                                "Content-Disposition: ATTACHMENT (x); filename=y",
                                "Content-ID: (c) <a@b>",
                                "Content-Language: en, de-CH",
                                "Content-Location: http://a/",
                                "Content-Transfer-Encoding: BASE64 ",
                                "",
                                "QQ==")
                        .root();
        assertThat(root.disposition()).isEqualTo("attachment");
        assertThat(root.cid()).isEqualTo("a@b");
        assertThat(root.language()).containsExactly("en", "de-CH");
        assertThat(root.location()).isEqualTo("http://a/");
        assertThat(root.encoding()).isEqualTo(TransferEncoding.BASE64);
        assertThat(root.size()).isEqualTo(1);
        assertThat(root.length()).isEqualTo(4);
    }

    @Test
    void depth_parts_fields_and_header_octets_are_bounded() {
        var deep = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("x\r\n\r\n--b")
                    .append(i)
                    .append("x\r\n");
        }
        var parts = MessageParser.parse(Mail.octets(deep.toString())).parts();
        assertThat(parts).hasSize(MessageParser.MAX_DEPTH + 1);
        assertThat(parts.getLast().type()).isEqualTo("text/plain");

        String many =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\n\r\nx\r\n".repeat(5000);
        assertThat(MessageParser.parse(Mail.octets(many)).parts()).hasSize(MessageParser.MAX_PARTS);

        assertThat(
                        MessageParser.parse(Mail.octets("A: b\r\n".repeat(5000) + "\r\nbody"))
                                .headers()
                                .all())
                .hasSize(MessageParser.MAX_FIELDS);

        var wide =
                MessageParser.parse(
                        Mail.octets("A: " + "x".repeat(1_000_000) + "\r\nB: y\r\n\r\nbody"));
        assertThat(wide.headers().all()).hasSize(1);
        assertThat(wide.headers().all().getFirst().value().length())
                .isLessThan(MessageParser.MAX_HEADER_OCTETS);
        assertThat(wide.preview()).isEqualTo("body");
    }

    @Test
    void a_crowded_header_does_not_hide_the_structure() {
        String crowd = "To: " + "somebody@example.test, ".repeat(20_000) + "\r\n";
        String many = "X-Filler: y\r\n".repeat(2_000);
        for (String fields : List.of(crowd, many)) {
            byte[] message =
                    Mail.octets(
                            fields
                                    + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\nx");
            assertThat(shape(ParserGuarantees.check(message).root()))
                    .isEqualTo("multipart/mixed(1:text/html)");
        }
    }

    @Test
    void hostile_shapes_are_read_to_their_end() {
        for (String unit :
                List.of(
                        "--\n", "(", "\"", "<", "=?", "[", "a:\n ", "=?a?q?", ";a=", "\\", ",<",
                        "a@b ", "&", "<a b=\"", "</", "<title>", "<!--")) {
            String flood = unit.repeat(60_000 / unit.length());
            ParserGuarantees.check(
                    Mail.octets(
                            "Subject: "
                                    + flood
                                    + "\r\nFrom: "
                                    + flood
                                    + "\r\nContent-Type: "
                                    + flood
                                    + "\r\n\r\n"));
            ParserGuarantees.check(Mail.octets("Content-Type: text/html\r\n\r\n" + flood));
            ParserGuarantees.check(
                    Mail.octets("Content-Type: multipart/mixed; boundary=-\r\n\r\n" + flood));
        }
    }

    private static String name(String... fields) {
        return Mail.parse(String.join("\r\n", fields), "", "x").root().name();
    }

    static String shape(Part part) {
        return part.isMultipart()
                ? part.type()
                        + part.subParts().stream()
                                .map(MessageParserTest::shape)
                                .collect(Collectors.joining(" ", "(", ")"))
                : part.partId() + ":" + part.type();
    }
}
