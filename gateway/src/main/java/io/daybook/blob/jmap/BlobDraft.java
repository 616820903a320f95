package io.daybook.blob.jmap;

import io.daybook.core.jmap.SetError;
import io.daybook.core.jmap.standard.CreationIds;
import io.daybook.core.jmap.standard.PropertyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A blob to be made (UploadObject, RFC 9404 section 4.1). */
record BlobDraft(List<DataSource> data, @Nullable String type) {
    /** Data sources of one creation; RFC 9404 section 3.1 wants at least 64. */
    static final int MAX_SOURCES = 100;

    private static final Set<String> PROPERTIES = Set.of("data", "type");

    BlobDraft {
        data = List.copyOf(data);
    }

    /** A draft, or why there is none. */
    sealed interface Outcome {}

    record Valid(BlobDraft draft) implements Outcome {}

    record Invalid(SetError error) implements Outcome {}

    static Outcome read(ObjectNode object) {
        var reader = new PropertyReader();
        reader.allow(object, PROPERTIES);
        JsonNode data = object.get("data");
        if (data != null && data.size() > MAX_SOURCES) {
            String why = "at most " + MAX_SOURCES + " data sources";
            return new Invalid(SetError.invalidProperties(why, "data"));
        }
        var sources = new ArrayList<DataSource>();
        if (data == null || !data.isArray()) {
            reader.invalid("data");
        } else {
            for (JsonNode one : data) {
                var source = DataSource.read(one, reader);
                if (source != null) {
                    sources.add(source);
                }
            }
        }
        String type = reader.textOrNull("type", object.get("type"));
        SetError error = reader.error();
        return error == null ? new Valid(new BlobDraft(sources, type)) : new Invalid(error);
    }

    /** The creation ids that its sources refer to, without {@code #}. */
    Stream<String> references() {
        return data.stream()
                .filter(DataSource.Range.class::isInstance)
                .map(source -> ((DataSource.Range) source).blobId())
                .filter(CreationIds::isReference)
                .map(id -> id.substring(1));
    }
}
