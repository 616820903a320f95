package io.daybook.stored;

import io.daybook.core.codec.FieldWriter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Shows the fields of a record as JSON, in their stored order, for a person to read. */
final class JsonFieldWriter implements FieldWriter {
    private final List<String> fields = new ArrayList<>();

    @Override
    public void number(String name, long value) {
        field(name, Long.toString(value));
    }

    @Override
    public void flag(String name, boolean value) {
        field(name, Boolean.toString(value));
    }

    @Override
    public void text(String name, @Nullable String value) {
        field(name, value == null ? "null" : quoted(value));
    }

    @Override
    public void bytes(String name, byte[] value) {
        field(name, quoted(HexFormat.of().formatHex(value)));
    }

    @Override
    public void texts(String name, List<String> values) {
        field(name, array(values.stream().map(JsonFieldWriter::quoted).toList()));
    }

    @Override
    public void ints(String name, int[] values) {
        field(name, array(IntStream.of(values).mapToObj(Integer::toString).toList()));
    }

    @Override
    public void longs(String name, long[] values) {
        field(name, array(LongStream.of(values).mapToObj(Long::toString).toList()));
    }

    @Override
    public <T> void list(String name, List<T> values, RecordWriter<T> writer) {
        var records = new ArrayList<String>();
        for (T value : values) {
            var nested = new JsonFieldWriter();
            writer.write(value, nested);
            records.add(nested.json());
        }
        field(name, array(records));
    }

    String json() {
        return "{" + String.join(", ", fields) + "}";
    }

    static String quoted(String value) {
        return value.chars()
                .mapToObj(c ->
                        c == '"' || c == '\\'
                                ? "\\" + (char) c
                                : c < ' ' || c > '~'
                                        ? String.format("\\u%04x", c)
                                        : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String array(List<String> values) {
        return "[" + String.join(", ", values) + "]";
    }

    private void field(String name, String json) {
        fields.add(quoted(name) + ": " + json);
    }
}
