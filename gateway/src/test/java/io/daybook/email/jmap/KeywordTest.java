package io.daybook.email.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTest {
    @Test
    void keywords_are_kept_in_lower_case() {
        assertThat(Keyword.parse("$Seen")).isEqualTo("$seen");
        assertThat(Keyword.parse("a/b~c!#&'+,-.:;<=>?@[^_`|")).isNotNull();
        assertThat(Keyword.parse("x".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "(", ")", "{", "]", "%", "*", "\"", "\\", "é", "\u007f", "\n"
            })
    void what_imap_forbids_is_no_keyword(String text) {
        assertThat(Keyword.parse(text)).isNull();
        assertThat(Keyword.parse("x".repeat(256))).isNull();
    }
}
