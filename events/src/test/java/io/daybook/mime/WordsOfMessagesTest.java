package io.daybook.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsOfMessagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>a</p><p>b</p>|a b",
                "a<b>b</b>c|abc",
                "<style>x</style>a<SCRIPT type='y'>if (a < b) x()</script>b|ab",
                "<head><title>t</title></head>a|a",
                "<!-- <b>x</b> -->a|a",
                "&lt;a&gt; &amp;&nbsp;&eacute;&#233;&#xE9;&euro;&unknown; &|<a> &\u00a0\u00e9\u00e9\u00e9\u20ac&unknown; &",
                "1 < 2 > 1|1 < 2 > 1",
                "<a title=\"x>y\" href='z'>b</a>|b",
                "<td>a</td><td>b</td>|a b",
                "a<br/>b|a b",
                "<title>never closed|never closed",
                "&#0;&#xD800;&#99999999999;|\uFFFD\uFFFD\uFFFD",
                "a<|a",
            })
    void html_is_stripped(String html, String expected) {
        assertThat(HtmlText.strip(html).replaceAll("[ \n]+", " ").strip()).isEqualTo(expected);
    }

    @Test
    void attributes_that_readers_see_are_searched() {
        assertThat(
                        HtmlText.searchable(
                                "<img src='no' alt=\"a &amp; b\"><a title='t' href='no'>x</a>"))
                .contains("a & b", "t", "x")
                .doesNotContain("no");
    }

    @Test
    void search_text_has_all_texts_and_the_names_of_attachments() {
        byte[] message =
                Mail.of(
                        "Content-Type: multipart/mixed; boundary=b",
                        "",
                        "--b",
                        "",
                        "plain words",
                        "--b",
                        "Content-Type: text/html",
                        "",
                        "<p class=markup>html words</p>",
                        "--b",
                        "Content-Disposition: attachment; filename=report.pdf",
                        "Content-Type: application/pdf",
                        "",
                        "binary",
                        "--b--");
        assertThat(SearchText.of(message, MessageParser.parse(message)))
                .contains("plain words", "html words", "report.pdf")
                .doesNotContain("markup", "binary");
    }

    @Test
    void search_text_is_bounded() {
        byte[] message = Mail.octets("\r\n" + "word ".repeat(500_000));
        assertThat(SearchText.of(message, MessageParser.parse(message)))
                .hasSize(SearchText.MAX_LENGTH);
    }

    @Test
    void a_preview_is_the_own_words_on_one_line() {
        assertThat(
                        preview(
                                "text/plain",
                                "> quoted\r\n\r\n  Hello\tthere,\r\n\r\nnews\r\n-- \r\nsignature"))
                .isEqualTo("Hello there, news");
        assertThat(preview("text/plain", "> only a quotation")).isEqualTo("> only a quotation");
        assertThat(
                        preview(
                                "text/html",
                                "<style>p{}</style><p>Hello<br>&nbsp;there</p>&zwnj;&nbsp;&zwnj;"))
                .isEqualTo("Hello there");
        assertThat(preview("text/plain", "")).isEmpty();
        assertThat(preview("image/png", "x")).isEmpty();
    }

    @Test
    void a_preview_has_at_most_256_chars_and_whole_ones() {
        assertThat(preview("text/plain; charset=utf-8", "x".repeat(1000))).hasSize(256);
        byte[] message =
                ("Content-Type: text/plain; charset=utf-8\r\n\r\nx" + "\uD83D\uDE00".repeat(500))
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(MessageParser.parse(message).preview()).hasSize(255).doesNotContain("?");
    }

    @Test
    void where_the_plain_text_is_empty_the_preview_is_of_the_html() {
        assertThat(
                        Mail.parse(
                                        "Content-Type: multipart/alternative; boundary=b",
                                        "",
                                        "--b",
                                        "",
                                        " ",
                                        "--b",
                                        "Content-Type: text/html",
                                        "",
                                        "<b>hi</b>",
                                        "--b--")
                                .preview())
                .isEqualTo("hi");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|hello",
                "Re: hello|hello",
                "RE : Fwd: FW: hello|hello",
                "[list] hello|hello",
                "Re: [list] Re[2]: hello|hello",
                "hello (fwd)|hello",
                "hello (FWD) (fwd) |hello",
                "[Fwd: hello]|hello",
                "[fwd: Re: [x] hello (fwd)]|hello",
                "`  a \t b  `|a b",
                "[only]|[only]",
                "[a] [b]|[b]",
                "Re:|``",
                "Regards|Regards",
                "re hello|re hello",
                "[a|[a",
                "Re: [a]|[a]",
                "[Fwd: ]|``",
            })
    void the_base_subject_of_rfc_5256(String subject, String expected) {
        assertThat(BaseSubject.of(subject)).isEqualTo(expected);
    }

    @Test
    void threading_ids_are_own_parents_and_the_newest_references() {
        var references = new StringBuilder("References:");
        for (int i = 0; i < 300; i++) {
            references.append("\r\n <r").append(i).append("@x>");
        }
        var ids =
                ThreadingIds.of(
                        Mail.parse(
                                "Message-ID: <m@x>",
                                "In-Reply-To: <r299@x>",
                                references.toString(),
                                "Subject: Re: hi",
                                "",
                                ""));
        assertThat(ids.ids()).hasSize(ThreadingIds.MAX_IDS).doesNotHaveDuplicates();
        assertThat(ids.ids()).startsWith("m@x", "r299@x", "r201@x").endsWith("r298@x");
        assertThat(ids.baseSubject()).isEqualTo("hi");
        assertThat(ThreadingIds.of(Mail.parse("", "")).ids()).isEmpty();
    }

    private static String preview(String type, String body) {
        return Mail.parse("Content-Type: " + type, "", body).preview();
    }
}
