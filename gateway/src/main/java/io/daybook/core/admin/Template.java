package io.daybook.core.admin;

import io.daybook.core.http.Percent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A path with {@code {name}} for some of its segments. */
record Template(List<String> segments) {
    Template {
        segments = List.copyOf(segments);
    }

    static Template of(String path) {
        return new Template(List.of(path.split("/", -1)));
    }

    /** Every parameter of the path stands in it, and the other way round. */
    void checkNames(String operation, List<Parameter> parameters) {
        var declared = new ArrayList<String>();
        for (Parameter parameter : parameters) {
            if (parameter.place() == Parameter.Place.PATH) {
                declared.add(parameter.name());
            }
        }
        var written = new ArrayList<String>();
        for (String segment : segments) {
            String name = name(segment);
            if (name != null) {
                written.add(name);
            }
        }
        if (!declared.equals(written)) {
            throw new IllegalArgumentException(
                    operation + " declares " + declared + " and its path has " + written);
        }
    }

    /** The values by name, decoded; a broken escape gives the segment as it came. */
    Map<String, String> values(String path) {
        var values = new LinkedHashMap<String, String>();
        String[] given = path.split("/", -1);
        for (int i = 0; i < segments.size() && i < given.length; i++) {
            String name = name(segments.get(i));
            if (name != null) {
                String decoded = Percent.decode(given[i]);
                values.put(name, decoded == null ? given[i] : decoded);
            }
        }
        return values;
    }

    private static @Nullable String name(String segment) {
        return segment.startsWith("{") && segment.endsWith("}")
                ? segment.substring(1, segment.length() - 1)
                : null;
    }
}
