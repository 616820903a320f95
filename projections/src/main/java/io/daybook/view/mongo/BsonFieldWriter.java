package io.daybook.view.mongo;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.core.codec.FieldWriter;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document of a record, its fields under their names. An absent text is an absent field;
 * lists of more than {@value #MOST_LISTED} ints, which nobody reads, become octets.
 */
public final class BsonFieldWriter implements FieldWriter {
    static final int MOST_LISTED = 1_000;

    private final BsonDocument document = new BsonDocument();

    public BsonDocument document() {
        return document;
    }

    @Override
    public void number(String name, long value) {
        put(name, number(value));
    }

    static BsonValue number(long value) {
        return value == (int) value ? new BsonInt32((int) value) : new BsonInt64(value);
    }

    @Override
    public void flag(String name, boolean value) {
        put(name, BsonBoolean.valueOf(value));
    }

    @Override
    public void text(String name, @Nullable String value) {
        if (value != null) {
            put(name, new BsonString(value));
        }
    }

    @Override
    public void bytes(String name, byte[] value) {
        put(name, new BsonBinary(value));
    }

    @Override
    public void texts(String name, List<String> values) {
        put(name, new BsonArray(values.stream().map(BsonString::new).toList()));
    }

    @Override
    public void ints(String name, int[] values) {
        if (values.length > MOST_LISTED) {
            var octets = new BinaryFieldWriter();
            octets.ints(name, values);
            put(name, new BsonBinary(octets.toByteArray()));
        } else {
            put(name, new BsonArray(Arrays.stream(values).mapToObj(BsonInt32::new).toList()));
        }
    }

    @Override
    public void longs(String name, long[] values) {
        put(name, new BsonArray(Arrays.stream(values).mapToObj(BsonFieldWriter::number).toList()));
    }

    @Override
    public <T> void list(String name, List<T> values, RecordWriter<T> writer) {
        var array = new BsonArray();
        for (T value : values) {
            var each = new BsonFieldWriter();
            writer.write(value, each);
            array.add(each.document);
        }
        put(name, array);
    }

    private void put(String name, BsonValue value) {
        if (document.put(name, value) != null) {
            throw new IllegalStateException("a record has two fields of the name " + name);
        }
    }
}
