package io.daybook.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The octets of the leaves of a new message. */
final class PartContents {
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<String, String> values;

    private PartContents(Map<String, String> values) {
        this.values = values;
    }

    static PartContents open(
            NewPart root, Map<String, String> values, Function<String, Optional<byte[]>> opener) {
        var contents = new PartContents(values);
        contents.collect(root, opener);
        return contents;
    }

    private void collect(NewPart part, Function<String, Optional<byte[]>> opener) {
        String id = part.blobId();
        if (id != null && !blobs.containsKey(id) && !missing.contains(id)) {
            opener.apply(id)
                    .ifPresentOrElse(octets -> blobs.put(id, octets), () -> missing.add(id));
        }
        part.subParts().forEach(child -> collect(child, opener));
    }

    List<String> missing() {
        return missing;
    }

    /** The octets of a part: its blob, or its text in UTF-8 with CRLF line ends. */
    byte[] octets(NewPart part) {
        byte @Nullable [] blob = part.blobId() == null ? null : blobs.get(part.blobId());
        if (blob != null) {
            return blob;
        }
        String value = values.getOrDefault(part.partId() == null ? "" : part.partId(), "");
        return value.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
