package io.daybook.submission.jmap;

import io.daybook.core.jmap.fuzz.Mutator;
import org.junit.jupiter.api.Test;

class EnvelopeInputFuzzTest {
    @Test
    void any_envelope_is_refused_or_safe_to_say_over_smtp() {
        Mutator.run(EnvelopeInputFuzz.class, EnvelopeInputFuzz::fuzzerTestOneInput);
    }
}
