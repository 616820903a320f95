package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fake.Wire;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': 1, 'b': [true]} | {'b': [true], 'a': 1} | true",
                "1                     | 1.0                   | true",
                "9999999999            | 9999999999            | true",
                "[1, 2]                | [2, 1]                | false",
                "{'a': null}           | {}                    | false",
                "{'a': null}           | {'b': null}           | false",
                "'1'                   | 1                     | false",
                "null                  | false                 | false",
            })
    void values_are_the_same_whatever_their_spelling(String a, String b, boolean same) {
        assertThat(Json.same(Wire.json(a), Wire.json(b))).isEqualTo(same);
        assertThat(Json.same(Wire.json(b), Wire.json(a))).isEqualTo(same);
    }
}
