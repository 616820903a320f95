package io.daybook.stored;

import io.daybook.core.Event;
import java.util.stream.Stream;

/** One event of each kind at least, for the tests of other slices. */
public final class SampleEvents {
    private SampleEvents() {}

    public static Stream<Event> all() {
        return Samples.ALL.stream();
    }
}
