package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a message or part in their order. Fields read from a stored digest are
 * decoded on first use: the few that lists of mail show first, the others only when asked for. Safe
 * for use by many threads.
 */
public final class HeaderFields {
    /** No fields. */
    public static final HeaderFields NONE = new HeaderFields(List.of());

    private final @Nullable HeaderBlock block;
    private volatile @Nullable List<HeaderField> everyday;
    private volatile @Nullable List<HeaderField> all;

    private HeaderFields(List<HeaderField> all) {
        this.block = null;
        this.all = all;
    }

    HeaderFields(HeaderBlock block) {
        this.block = block;
    }

    public static HeaderFields of(List<HeaderField> fields) {
        return fields.isEmpty() ? NONE : new HeaderFields(List.copyOf(fields));
    }

    /** All fields, in the order of the message. */
    public List<HeaderField> all() {
        List<HeaderField> known = all;
        if (known == null) {
            known = block == null ? List.of() : block.all();
            all = known;
        }
        return known;
    }

    /** The Raw value of the last instance, or null; names are compared without case. */
    public @Nullable String last(String name) {
        var candidates = candidates(name);
        for (int i = candidates.size() - 1; i >= 0; i--) {
            if (candidates.get(i).name().equalsIgnoreCase(name)) {
                return candidates.get(i).value();
            }
        }
        return null;
    }

    /** The Raw value of the first instance, or null. */
    public @Nullable String first(String name) {
        for (var field : candidates(name)) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** The Raw values of all instances, in order. */
    public List<String> all(String name) {
        var values = new ArrayList<String>(1);
        for (var field : candidates(name)) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    private List<HeaderField> candidates(String name) {
        if (block == null || all != null || !WellKnown.isEveryday(name)) {
            return all();
        }
        List<HeaderField> known = everyday;
        if (known == null) {
            known = block.everyday();
            everyday = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeaderFields fields && all().equals(fields.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return all().toString();
    }
}
