package io.daybook.core.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one record in the order in which a {@link FieldWriter} took them. */
public interface FieldReader {
    long number(String name);

    /**
     * @throws MalformedRecord when the number does not fit an int
     */
    default int integer(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw new MalformedRecord(name + " is not an int: " + value);
        }
        return (int) value;
    }

    boolean flag(String name);

    @Nullable String text(String name);

    /**
     * @throws MalformedRecord when the text is absent
     */
    default String requiredText(String name) {
        String value = text(name);
        if (value == null) {
            throw new MalformedRecord(name + " is absent");
        }
        return value;
    }

    byte[] bytes(String name);

    List<String> texts(String name);

    int[] ints(String name);

    long[] longs(String name);

    <T> List<T> list(String name, RecordReader<T> reader);

    /** Reads one nested record. */
    interface RecordReader<T> {
        T read(FieldReader in);
    }
}
