package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.fuzz.Mutator;
import org.junit.jupiter.api.Test;

class PatchFuzzTest {
    @Test
    void any_object_is_a_patch_or_refused() {
        Mutator.run(PatchFuzz.class, PatchFuzz::fuzzerTestOneInput);
    }
}
