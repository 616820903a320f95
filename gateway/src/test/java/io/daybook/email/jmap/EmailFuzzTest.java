package io.daybook.email.jmap;

import io.daybook.core.jmap.fuzz.Mutator;
import org.junit.jupiter.api.Test;

class EmailFuzzTest {
    @Test
    void any_filter_and_sort_are_read_or_refused() {
        Mutator.run(FilterFuzz.class, FilterFuzz::fuzzerTestOneInput);
    }

    @Test
    void header_properties_read_any_field_and_what_they_read_can_be_given_back() {
        Mutator.run(HeaderFuzz.class, HeaderFuzz::fuzzerTestOneInput);
    }
}
