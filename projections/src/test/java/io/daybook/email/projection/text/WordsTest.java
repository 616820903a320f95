package io.daybook.email.projection.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private record Read(String text, int increment) {}

    static List<String> texts() {
        return List.of(
                "",
                "Hello, World 42!",
                "  -- ",
                "one" + Words.GAP + "two" + Words.GAP + Words.GAP + "three",
                "plain Größe plain",
                "cafe\u0301 cafe",
                "dash\u2014dash end",
                "x".repeat(Words.MAX_LENGTH) + " " + "Y".repeat(Words.MAX_LENGTH + 1) + " z",
                "W".repeat(1_000) + "é " + "v".repeat(300),
                "mail\u6f22\u5b57mail \u6f22 a\u3042",
                "soft\u00adhyphen \u200b a\u200bb",
                "party \ud83c\udf89 time\ud83c\udf89",
                "a\ud83c b");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void plain_words_read_apart_are_the_same_words(String text) {
        var apart = new ArrayList<Read>();
        var words = new Words(text);
        byte[] plain = new byte[Words.MAX_LENGTH];
        while (true) {
            int length = words.nextPlain(plain);
            if (length > 0) {
                var word = new String(plain, 0, length, StandardCharsets.US_ASCII);
                apart.add(new Read(word, words.takeIncrement()));
                continue;
            }
            var word = words.next();
            if (word == null) {
                break;
            }
            apart.add(new Read(word.text(), word.increment()));
        }
        assertThat(apart)
                .isEqualTo(
                        Words.of(text).stream()
                                .map(word -> new Read(word.text(), word.increment()))
                                .toList());
    }
}
