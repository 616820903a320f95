package io.daybook.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.admin.Type.Field;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ValuesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Type THING =
            Type.thing(
                    Field.required("name", Type.text(5), "a name"),
                    Field.optional("sizes", new Type.Many(new Type.Whole(1, 9), 3), "sizes"),
                    Field.optional("at", new Type.Moment(), "when"),
                    Field.optional("on", new Type.Flag(), "whether"),
                    Field.optional("more", new Type.Mapping(Type.choice("a", "b")), "more"));

    @Test
    void a_parameter_becomes_a_value() throws Values.Unfit {
        assertThat(Values.parse(new Type.Whole(1, 9), "7")).isEqualTo(7L);
        assertThat(Values.parse(new Type.Flag(), "true")).isEqualTo(true);
        assertThat(Values.parse(new Type.Moment(), "1970-01-01T00:00:01Z"))
                .isEqualTo(Instant.ofEpochSecond(1));
        assertThat(Values.parse(Type.choice("a", "b"), "b")).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'ab'}",
                "{'name': 'ab', 'sizes': [1, 9], 'at': '2026-01-01T00:00:00Z', 'on': true}",
                "{'name': 'ab', 'more': {'x': 'a', 'y': 'b'}}"
            })
    void a_body_that_is_as_declared_is_taken(String body) throws Values.Unfit {
        Values.check(THING, JSON.readTree(body.replace('\'', '"')), "The body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[] -> ",
                "{} -> lacks name",
                "{'name': ''} -> The body.name has 0",
                "{'name': 'abcdef'} -> The body.name has 6",
                "{'name': 1} -> The body.name is no string",
                "{'name': 'a', 'other': 1} -> other",
                "{'name': 'a', 'sizes': 1} -> The body.sizes is no array",
                "{'name': 'a', 'sizes': [1, 10]} -> The body.sizes[1] is 10",
                "{'name': 'a', 'sizes': [1.5]} -> The body.sizes[0] is no whole number",
                "{'name': 'a', 'sizes': [1, 1, 1, 1]} -> The body.sizes has more than 3",
                "{'name': 'a', 'at': 'today'} -> The body.at is no date",
                "{'name': 'a', 'on': 'yes'} -> The body.on is neither",
                "{'name': 'a', 'more': {'x': 'c'}} -> The body.more.x is none of a, b"
            })
    void a_body_that_is_not_is_refused_and_told_where(String sample) {
        String body = sample.substring(0, sample.indexOf(" -> ")).replace('\'', '"');
        String told = sample.substring(sample.indexOf(" -> ") + 4);
        assertThatThrownBy(() -> Values.check(THING, JSON.readTree(body), "The body"))
                .isInstanceOf(Values.Unfit.class)
                .hasMessageContaining(told);
    }
}
