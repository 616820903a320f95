package io.daybook.core.jmap.standard;

import io.daybook.core.jmap.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a call, each once. A text that no server of ours ever issued names no record: it is
 * just not found, like an id whose record is gone.
 */
public record KnownIds<I>(List<I> known, List<String> unknown) {
    public KnownIds {
        known = List.copyOf(known);
        unknown = List.copyOf(unknown);
    }

    public static <I> KnownIds<I> of(
            List<String> ids, Call call, Function<String, @Nullable I> parser) {
        var known = new LinkedHashSet<I>();
        var unknown = new LinkedHashSet<String>();
        for (String id : ids) {
            String resolved = CreationIds.resolve(call, id);
            I parsed = resolved == null ? null : parser.apply(resolved);
            if (parsed == null) {
                unknown.add(id);
            } else {
                known.add(parsed);
            }
        }
        return new KnownIds<>(new ArrayList<>(known), new ArrayList<>(unknown));
    }

    /** The wire forms of everything that was not found: these ids and those that never were ids. */
    public List<String> notFound(List<I> missing) {
        var all = new ArrayList<String>(missing.size() + unknown.size());
        missing.forEach(id -> all.add(id.toString()));
        all.addAll(unknown);
        return all;
    }
}
