package io.daybook.core.jmap.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** Compares what a transcript expects with what came. */
final class Expectation {
    private Expectation() {}

    static void match(String where, JsonNode expected, JsonNode actual) {
        if (expected.isString() && expected.stringValue().equals("any")) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            for (var member : expected.properties()) {
                String path = where + "/" + member.getKey();
                JsonNode value = actual.get(member.getKey());
                boolean absent = member.getValue().toString().equals("\"absent\"");
                assertThat(value == null).as("%s is absent in %s", path, actual).isEqualTo(absent);
                if (value != null) {
                    match(path, member.getValue(), value);
                }
            }
        } else if (expected.isArray() && actual.isArray()) {
            assertThat(actual.size())
                    .as("%s: size of %s, expected %s", where, actual, expected)
                    .isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                match(where + "/" + i, expected.get(i), actual.get(i));
            }
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }
}
