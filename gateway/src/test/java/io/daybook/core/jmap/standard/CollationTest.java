package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CollationTest {
    @Test
    void the_default_is_unicode_without_case() {
        assertThat(sorted(null, "b", "A", "é", "E", "Z"))
                .isEqualTo(sorted("i;unicode-casemap", "b", "A", "é", "E", "Z"))
                .isEqualTo("A b E é Z");
        assertThat(Collation.comparator(null).compare("straße", "STRAßE")).isZero();
    }

    @Test
    void ascii_casemap_knows_ascii_only() {
        assertThat(sorted("i;ascii-casemap", "b", "A", "é", "É", "Z")).isEqualTo("A b Z É é");
    }

    @Test
    void ascii_numeric_compares_leading_numbers_and_puts_others_last() {
        assertThat(sorted("i;ascii-numeric", "x", "10a", "9", "007")).isEqualTo("007 9 10a x");
    }

    @Test
    void code_points_beyond_the_basic_plane_are_last() {
        assertThat(sorted("i;ascii-casemap", "\uD83D\uDE00", "\uFF21", "a"))
                .isEqualTo("a \uFF21 \uD83D\uDE00");
    }

    private static String sorted(@Nullable String collation, String... texts) {
        return String.join(" ", Stream.of(texts).sorted(Collation.comparator(collation)).toList());
    }
}
