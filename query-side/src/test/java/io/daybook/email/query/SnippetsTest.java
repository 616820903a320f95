package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.Or;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnippetsTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private static Snippets snippets(EmailFilter filter) {
        return new Snippets(TextConditions.wanted(filter));
    }

    private static Snippets anywhere(String text) {
        return snippets(new Text(TextField.ANYWHERE, text));
    }

    @Test
    void marks_words_whatever_their_case_and_diacritics() {
        assertThat(anywhere("cafe FOO").subject("The Café of foo, food"))
                .isEqualTo("The <mark>Café</mark> of <mark>foo</mark>, food");
    }

    @Test
    void is_null_when_nothing_matches() {
        assertThat(anywhere("bar").subject("foo")).isNull();
        assertThat(anywhere("bar").preview("foo")).isNull();
        assertThat(anywhere("").preview("foo")).isNull();
        assertThat(snippets(null).subject("foo")).isNull();
    }

    @Test
    void marks_a_phrase_as_one_and_only_where_it_is_whole() {
        assertThat(anywhere("\"quick fox\"").subject("fox quick Quick  FOX"))
                .isEqualTo("fox quick <mark>Quick  FOX</mark>");
        assertThat(anywhere("al@example.test").subject("al, AL@example.test, example"))
                .isEqualTo("al, <mark>AL@example.test</mark>, example");
    }

    @Test
    void marks_what_begins_with_a_starred_word_and_characters_of_unspaced_scripts() {
        assertThat(anywhere("fo*").subject("food of")).isEqualTo("<mark>food</mark> of");
        assertThat(anywhere("京").subject("東京都")).isEqualTo("東<mark>京</mark>都");
        assertThat(anywhere("東京").subject("東京都")).isEqualTo("<mark>東京</mark>都");
    }

    @Test
    void escapes_before_it_marks() {
        assertThat(anywhere("script").subject("<script>a && b</script>"))
                .isEqualTo("&lt;<mark>script</mark>&gt;a &amp;&amp; b&lt;/<mark>script</mark>&gt;");
        assertThat(anywhere("mark").preview("</mark> &lt; <mark onclick=x>"))
                .isEqualTo(
                        "&lt;/<mark>mark</mark>&gt; &amp;lt; &lt;<mark>mark</mark> onclick=x&gt;");
    }

    @Test
    void only_the_field_that_was_searched_is_marked() {
        var subject = snippets(new Text(TextField.SUBJECT, "foo"));
        assertThat(subject.subject("foo")).isEqualTo("<mark>foo</mark>");
        assertThat(subject.preview("foo")).isNull();
        assertThat(snippets(new Text(TextField.BODY, "foo")).subject("foo")).isNull();
        assertThat(snippets(new Text(TextField.FROM, "foo")).preview("foo")).isNull();
        assertThat(snippets(new Header("subject", "foo")).subject("foo")).isNull();
    }

    @Test
    void what_must_not_match_is_not_marked() {
        var filter =
                new And(
                        List.of(
                                new Or(List.of(new Text(TextField.ANYWHERE, "one"))),
                                new Not(List.of(new Text(TextField.ANYWHERE, "two")))));
        assertThat(snippets(filter).subject("one two")).isEqualTo("<mark>one</mark> two");
    }

    @Test
    void a_preview_shows_the_section_with_the_most_different_words() {
        var body = "alpha " + "x ".repeat(200) + "alpha beta\n\n\tgamma " + "y ".repeat(200);
        var preview = anywhere("alpha beta gamma").preview(body);
        assertThat(preview)
                .startsWith("…x x")
                .contains("<mark>alpha</mark> <mark>beta</mark> <mark>gamma</mark> y")
                .endsWith("…");
    }

    @Test
    void a_preview_of_any_text_is_small_and_well_formed_and_shows_the_match() {
        var random = new Random(SEED);
        var pieces =
                List.of(
                        "foo",
                        "&",
                        "<",
                        ">",
                        "é",
                        "東京",
                        "😀",
                        "\uD800",
                        "\0",
                        " ",
                        "\n",
                        "foo bar",
                        "a".repeat(90),
                        "<mark>",
                        "&amp;",
                        "\u0301",
                        "foo" + "&".repeat(60));
        for (int i = 0; i < 5_000; i++) {
            var body = new StringBuilder();
            for (int j = random.nextInt(80); j >= 0; j--) {
                body.append(pieces.get(random.nextInt(pieces.size())));
            }
            body.append(" foo");
            var preview = anywhere("foo 東").preview(body.toString());
            assertThat(preview).as("-Dseed=%d, %d", SEED, i).isNotNull().contains("<mark>");
            assertThat(preview.getBytes(StandardCharsets.UTF_8).length)
                    .as("-Dseed=%d, %d: %s", SEED, i, preview)
                    .isLessThanOrEqualTo(Snippets.MAX_PREVIEW);
            assertThat(preview)
                    .as("-Dseed=%d, %d", SEED, i)
                    .matches(
                            "(?s)([^<>&\\x00-\\x1f]|&(amp|lt|gt);|<mark>([^<>&]|&(amp|lt|gt);)+</mark>)*");
            assertThat(preview.chars().filter(c -> c == '\uD800')).isEmpty();
        }
    }

    @Test
    void a_text_of_very_many_words_marks_some_of_them_in_a_very_long_body() {
        var wanted = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            wanted.append('w').append(i).append(' ');
        }
        assertThat(anywhere(wanted.toString()).preview("x ".repeat(400_000) + "w7 w99999"))
                .contains("<mark>w7</mark> w99999");
    }

    @Test
    void a_long_subject_is_shown_whole() {
        var subject = "foo " + "word ".repeat(1000);
        assertThat(anywhere("foo").subject(subject)).hasSize(subject.length() + 13);
    }
}
