package io.daybook.core.jmap.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.fuzz.Input;
import tools.jackson.databind.node.ObjectNode;

/** Any object is a patch of what it may change, or refused with the right error. */
public final class PatchFuzz {
    private PatchFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        ObjectNode object = Input.object(input);
        if (object != null) {
            switch (Patch.read(object, PatchTest.TABLE)) {
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
        SetError error = patch.checkClaims(PatchTest.RECORD, PatchTest.TABLE);
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
}
