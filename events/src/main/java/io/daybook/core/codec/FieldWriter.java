package io.daybook.core.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of one record in a fixed order. A binary writer uses the order and ignores the
 * names; a document writer uses the names. A field once written is never reordered or dropped: a
 * changed record gets a new revision.
 */
public interface FieldWriter {
    void number(String name, long value);

    void flag(String name, boolean value);

    void text(String name, @Nullable String value);

    void bytes(String name, byte[] value);

    void texts(String name, List<String> values);

    /** Any order is kept; ascending runs are the most compact. */
    void ints(String name, int[] values);

    void longs(String name, long[] values);

    /** A list of nested records, each written by {@code writer}. */
    <T> void list(String name, List<T> values, RecordWriter<T> writer);

    /** Writes the fields of one nested record. */
    interface RecordWriter<T> {
        void write(T value, FieldWriter out);
    }
}
