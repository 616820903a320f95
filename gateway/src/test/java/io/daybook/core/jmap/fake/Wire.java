package io.daybook.core.jmap.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of tests, written with single quotes, and calls of methods. */
public final class Wire {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Wire() {}

    public static JsonNode json(String text) {
        return MAPPER.readTree(text.replace('\'', '"'));
    }

    public static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    /** The arguments of the only response, which has the name of the method. */
    public static ObjectNode call(Method method, Call call, String arguments) {
        ObjectNode node = object(arguments);
        if (!node.has("accountId")) {
            node.put("accountId", FakeCall.ACCOUNT.value());
        }
        var responses = method.call(node, call);
        assertThat(responses).hasSize(1);
        assertThat(responses.getFirst().name()).isEqualTo(method.name());
        var answer = responses.getFirst().arguments();
        assertThat(answer.get("accountId")).isEqualTo(node.get("accountId"));
        return answer;
    }

    /** Asserts that the call fails with this method-level error. */
    public static void fails(Method method, Call call, String arguments, String type) {
        assertThatThrownBy(() -> call(method, call, arguments))
                .as("%s %s", method.name(), arguments)
                .isInstanceOfSatisfying(
                        MethodException.class, e -> assertThat(e.error().type()).isEqualTo(type));
    }

    /** Asserts that it is invalidArguments. */
    public static void refuses(Method method, Call call, String arguments) {
        fails(method, call, arguments, "invalidArguments");
    }
}
