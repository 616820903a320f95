package io.daybook.view;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.RecordCodec;
import java.util.List;

/**
 * The declaration of one kind of row, from which every store derives its layout.
 *
 * @param name unique within its group
 * @param fields of a view that reads only the first fields of a record: their names; none when it
 *     reads all
 */
public record View<K, R>(
        String name, KeyCodec<K> keys, RecordCodec<R> records, List<String> fields) {
    public View {
        fields = List.copyOf(fields);
    }

    public View(String name, KeyCodec<K> keys, RecordCodec<R> records) {
        this(name, keys, records, List.of());
    }

    /** The same rows, of which {@code reader} reads only the first fields: those with the names. */
    public <S> View<K, S> first(List<String> fields, FieldReader.RecordReader<S> reader) {
        return new View<>(
                name,
                keys,
                RecordCodec.of(
                        (_, _) -> {
                            throw new UnsupportedOperationException("a part of a row of " + name);
                        },
                        reader),
                fields);
    }

    public byte[] encode(long seq, R value) {
        return encode(seq, value, new BinaryFieldWriter());
    }

    /**
     * The same, made with a writer that is used for one row after the other.
     *
     * @param out what it holds is lost
     */
    public byte[] encode(long seq, R value, BinaryFieldWriter out) {
        out.clear();
        out.number("seq", seq);
        records.write(value, out);
        return out.toByteArray();
    }

    public Row<R> decode(byte[] octets) {
        var in = new BinaryFieldReader(octets);
        var row = new Row<>(in.number("seq"), records.read(in));
        if (fields.isEmpty()) {
            in.requireEnd();
        }
        return row;
    }
}
