package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.StrictJson;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Any object is a patch of what it may change, or refused with the right error. */
public final class PatchFuzz {
    private static final ObjectNode RECORD = record();
    private static final PropertyTable<ObjectNode> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", r -> r.get("id")),
                            Property.value("title", r -> r.get("title")),
                            Property.set("tags", r -> r.get("tags")),
                            Property.serverSet("rights", r -> r.get("rights")),
                            Property.immutable("list", r -> r.get("list")),
                            Property.immutable("a/b~c", r -> r.get("a/b~c"))));

    private PatchFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        JsonNode json;
        try {
            json = StrictJson.read(input);
        } catch (StrictJson.NotJson e) {
            return;
        }
        if (json instanceof ObjectNode object) {
            switch (Patch.read(object, TABLE)) {
                case Patch.Invalid(var error) -> checkError(error);
                case Patch.Valid(var patch) -> check(object, patch);
            }
        }
    }

    private static void check(ObjectNode object, Patch patch) {
        int entries = patch.entries().values().stream().mapToInt(one -> one.size()).sum();
        assertThat(patch.values().size() + entries + patch.claims().size())
                .isEqualTo(object.size());
        assertThat(patch.values().keySet()).isSubsetOf("title", "tags");
        assertThat(patch.entries().keySet()).isSubsetOf("tags");
        assertThat(patch.entries().keySet()).noneMatch(patch.values()::containsKey);
        SetError error = patch.checkClaims(RECORD, TABLE);
        if (error != null) {
            assertThat(patch.claims()).isNotEmpty();
            checkError(error);
        }
    }

    private static void checkError(SetError error) {
        if (error.type().equals("invalidProperties")) {
            assertThat(error.properties()).isNotEmpty();
        } else {
            assertThat(error.type()).isEqualTo("invalidPatch");
        }
    }

    private static ObjectNode record() {
        ObjectNode record = Json.object().put("id", "x1").put("title", "old").put("a/b~c", 7);
        record.putObject("tags").put("a", true);
        record.putObject("rights").put("mayRead", true).putObject("deep").put("er", 1);
        record.putArray("list").add(1).addObject().put("a", 2);
        return record;
    }
}
