package io.daybook.core.codec;

/**
 * How one record type is written and read; {@code read} accepts exactly what {@code write}
 * produced.
 */
public interface RecordCodec<T> extends FieldWriter.RecordWriter<T>, FieldReader.RecordReader<T> {
    default byte[] encode(T value) {
        var out = new BinaryFieldWriter();
        write(value, out);
        return out.toByteArray();
    }

    /**
     * @throws MalformedRecord when the bytes are damaged or longer than the record
     */
    default T decode(byte[] bytes) {
        var in = new BinaryFieldReader(bytes);
        T value = read(in);
        in.requireEnd();
        return value;
    }

    /** A codec of a writing and a reading function. */
    static <T> RecordCodec<T> of(
            FieldWriter.RecordWriter<T> writer, FieldReader.RecordReader<T> reader) {
        return new RecordCodec<>() {
            @Override
            public void write(T value, FieldWriter out) {
                writer.write(value, out);
            }

            @Override
            public T read(FieldReader in) {
                return reader.read(in);
            }
        };
    }
}
