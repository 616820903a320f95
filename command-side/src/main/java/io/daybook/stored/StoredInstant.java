package io.daybook.stored;

import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import java.time.Instant;

/** An instant in two numbers: seconds of the epoch, nanoseconds. */
final class StoredInstant {
    private StoredInstant() {}

    static void write(FieldWriter out, String name, Instant instant) {
        out.number(name, instant.getEpochSecond());
        out.number(name + "Nanos", instant.getNano());
    }

    static Instant read(FieldReader in, String name) {
        return Instant.ofEpochSecond(in.number(name), in.number(name + "Nanos"));
    }
}
