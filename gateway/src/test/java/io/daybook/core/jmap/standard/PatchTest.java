package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.fake.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PatchTest {
    static final ObjectNode RECORD =
            Wire.object(
                    "{'id': 'x1', 'title': 'old', 'tags': {'a': true},"
                            + " 'rights': {'mayRead': true, 'deep': {'er': 1}}, 'list': [1, {'a': 2}],"
                            + " 'a/b~c': 7, 'none': null}");

    static final PropertyTable<ObjectNode> TABLE =
            PropertyTable.of(
                    List.of(
                            Property.serverSet("id", r -> r.get("id")),
                            Property.value("title", r -> r.get("title")),
                            Property.set("tags", r -> r.get("tags")),
                            Property.serverSet("rights", r -> r.get("rights")),
                            Property.immutable("list", r -> r.get("list")),
                            Property.immutable("a/b~c", r -> r.get("a/b~c")),
                            Property.serverSet("none", r -> r.get("none"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tags/a': true, 'tags': {}}",
                "{'tags': {}, 'tags/a': null}",
                "{'/tags/a': true}",
                "{'tags/a/b': true}",
                "{'title/a': 'x'}",
                "{'nothing/a': true}",
                "{'ta~2gs/a': true}",
                "{'tags/a~': true}",
                "{'rights': {}, 'rights/mayRead': true}",
                "{'rights/deep': {'er': 1}, 'rights/deep/er': 1}",
            })
    void a_path_that_breaks_a_rule_is_an_invalid_patch(String patch) {
        assertThat(errorOf(patch)).isEqualTo("invalidPatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'list/0': 1}",
                "{'list/1/a': 2}",
                "{'list/-': 2}",
                "{'rights/gone/er': 1}",
                "{'none/a': 1}",
                "{'id/a': null}",
            })
    void a_path_into_arrays_or_where_nothing_is_is_an_invalid_patch(String patch) {
        assertThat(claimErrorOf(patch)).isEqualTo("invalidPatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'x2'}",
                "{'id': null}",
                "{'rights': {'mayRead': true}}",
                "{'rights/mayRead': false}",
                "{'rights/mayWrite': true}",
                "{'list': [1]}",
                "{'a~1b~0c': 8}",
                "{'none': 0}",
            })
    void what_the_server_sets_cannot_be_changed(String patch) {
        assertThat(claimErrorOf(patch)).isEqualTo("invalidProperties");
    }

    @Test
    void a_whole_object_sent_back_is_a_patch_that_changes_nothing() {
        var whole = new StringBuilder(RECORD.toString().replace("a/b~c", "a~1b~0c"));
        var patch = valid(whole.toString());
        assertThat(patch.checkClaims(RECORD, TABLE)).isNull();
        assertThat(patch.values()).containsOnlyKeys("title", "tags");
        assertThat(valid("{'rights/mayRead': true}").checkClaims(RECORD, TABLE)).isNull();
        assertThat(valid("{'rights/gone': null}").checkClaims(RECORD, TABLE)).isNull();
    }

    @Test
    void unknown_properties_are_all_named() {
        var outcome = Patch.read(Wire.object("{'x': 1, 'y': null, 'title': 'a'}"), TABLE);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Patch.Invalid.class,
                        invalid -> {
                            assertThat(invalid.error().type()).isEqualTo("invalidProperties");
                            assertThat(invalid.error().properties()).containsExactly("x", "y");
                        });
    }

    @Test
    void escapes_reach_keys_with_slashes_and_tildes() {
        var patch = valid("{'tags/a~1b': true, 'tags/~0': true, 'tags/~01': null}");
        assertThat(patch.entries().get("tags")).containsOnlyKeys("a/b", "~", "~1");
    }

    @Test
    void entries_of_a_set_come_out_as_they_would_from_applying_each_pointer() {
        long seed = Long.getLong("seed", 42);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            var patch = Json.object();
            var naive = new TreeMap<String, Boolean>();
            RECORD.get("tags").propertyNames().forEach(name -> naive.put(name, true));
            for (String key : randomKeys(random)) {
                boolean on = random.nextBoolean();
                patch.set("tags/" + escape(key), on ? Json.bool(true) : Json.text(null));
                if (on) {
                    naive.put(key, true);
                } else {
                    naive.remove(key);
                }
            }
            var applied = new TreeMap<String, Boolean>(Map.of("a", true));
            var entries =
                    valid(patch.toString())
                            .entries()
                            .getOrDefault("tags", Map.<String, JsonNode>of());
            entries.forEach((key, value) -> {
                if (value.isNull()) {
                    applied.remove(key);
                } else {
                    applied.put(key, true);
                }
            });
            assertThat(applied).as("seed %d round %d: %s", seed, round, patch).isEqualTo(naive);
        }
    }

    private static List<String> randomKeys(Random random) {
        var keys = new ArrayList<String>();
        String letters = "ab/~01$";
        for (int i = random.nextInt(6); i > 0; i--) {
            var key = new StringBuilder();
            for (int j = random.nextInt(4); j >= 0; j--) {
                key.append(letters.charAt(random.nextInt(letters.length())));
            }
            keys.add(key.toString());
        }
        return keys;
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static Patch valid(String patch) {
        return ((Patch.Valid) Patch.read(Wire.object(patch), TABLE)).patch();
    }

    private static String errorOf(String patch) {
        return ((Patch.Invalid) Patch.read(Wire.object(patch), TABLE)).error().type();
    }

    private static String claimErrorOf(String patch) {
        var error = valid(patch).checkClaims(RECORD, TABLE);
        return error == null ? "none" : error.type();
    }
}
