package io.daybook.view.mongo;

import io.daybook.core.codec.BinaryFieldReader;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.MalformedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the record of a document that a {@link BsonFieldWriter} made, by the names of its fields.
 */
public final class BsonFieldReader implements FieldReader {
    private final BsonDocument document;

    public BsonFieldReader(BsonDocument document) {
        this.document = document;
    }

    @Override
    public long number(String name) {
        return required(name, value -> value.asNumber().longValue());
    }

    @Override
    public boolean flag(String name) {
        return required(name, value -> value.asBoolean().getValue());
    }

    @Override
    public @Nullable String text(String name) {
        return document.containsKey(name)
                ? required(name, value -> value.asString().getValue())
                : null;
    }

    @Override
    public byte[] bytes(String name) {
        return required(name, value -> value.asBinary().getData());
    }

    @Override
    public List<String> texts(String name) {
        return each(name, value -> value.asString().getValue());
    }

    @Override
    public int[] ints(String name) {
        var value = document.get(name);
        if (value != null && value.isBinary()) {
            return new BinaryFieldReader(value.asBinary().getData()).ints(name);
        }
        return each(name, each -> each.asInt32().getValue()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public long[] longs(String name) {
        return each(name, value -> value.asNumber().longValue()).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public <T> List<T> list(String name, RecordReader<T> reader) {
        return each(name, value -> reader.read(new BsonFieldReader(value.asDocument())));
    }

    private <T> List<T> each(String name, Function<BsonValue, T> reader) {
        return required(
                name,
                value -> {
                    var array = value.asArray();
                    var all = new ArrayList<T>(array.size());
                    array.forEach(each -> all.add(reader.apply(each)));
                    return all;
                });
    }

    private <T> T required(String name, Function<BsonValue, T> reader) {
        var value = document.get(name);
        if (value == null) {
            throw new MalformedRecord(name + " is absent");
        }
        try {
            return reader.apply(value);
        } catch (BsonInvalidOperationException e) {
            throw new MalformedRecord(name + " is a " + value.getBsonType());
        }
    }
}
