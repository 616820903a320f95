package io.daybook.view;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.RecordCodec;

/**
 * The declaration of one kind of row, from which every store derives its layout.
 *
 * @param name unique within its group
 * @param whole whether a record must use up its octets; a view that reads only the first fields
 *     leaves some
 */
public record View<K, R>(String name, KeyCodec<K> keys, RecordCodec<R> records, boolean whole) {
    public View(String name, KeyCodec<K> keys, RecordCodec<R> records) {
        this(name, keys, records, true);
    }

    /** The same rows, of which {@code reader} reads only the first fields. */
    public <S> View<K, S> first(FieldReader.RecordReader<S> reader) {
        return new View<>(
                name,
                keys,
                RecordCodec.of(
                        (_, _) -> {
                            throw new UnsupportedOperationException("a part of a row of " + name);
                        },
                        reader),
                false);
    }

    public byte[] encode(long seq, R value) {
        var out = new BinaryFieldWriter();
        out.number("seq", seq);
        records.write(value, out);
        return out.toByteArray();
    }

    public Row<R> decode(byte[] octets) {
        var in = new BinaryFieldReader(octets);
        var row = new Row<>(in.number("seq"), records.read(in));
        if (whole) {
            in.requireEnd();
        }
        return row;
    }
}
