package io.daybook.core.jmap;

import io.daybook.core.jmap.fuzz.Mutator;
import org.junit.jupiter.api.Test;

class RequestFuzzTest {
    @Test
    void no_octets_are_more_than_a_request_or_a_problem() {
        Mutator.run(EnvelopeFuzz.class, EnvelopeFuzz::fuzzerTestOneInput);
    }

    @Test
    void references_resolve_as_a_simple_evaluator_resolves_them() {
        Mutator.run(ReferencesFuzz.class, ReferencesFuzz::fuzzerTestOneInput);
    }
}
