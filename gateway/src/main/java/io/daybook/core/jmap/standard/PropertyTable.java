package io.daybook.core.jmap.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The properties of a type by name. */
public final class PropertyTable<R> {
    /** A call selects at most this many: header properties are without number. */
    private static final int MAX_SELECTED = 256;

    private final Map<String, Property<R>> byName;
    private final @Nullable Property<R> id;
    private final List<Property<R>> defaults;
    private final Function<String, @Nullable Property<R>> others;

    private PropertyTable(
            List<Property<R>> properties,
            boolean hasId,
            @Nullable List<String> defaults,
            Function<String, @Nullable Property<R>> others) {
        byName = LinkedHashMap.newLinkedHashMap(properties.size());
        properties.forEach(property -> byName.put(property.name(), property));
        this.id = hasId ? properties.getFirst() : null;
        this.others = others;
        this.defaults =
                defaults == null
                        ? List.copyOf(properties)
                        : defaults.stream().map(this::known).toList();
    }

    /**
     * A table all of whose properties are returned unless a call selects some.
     *
     * @param properties the first is the id
     */
    public static <R> PropertyTable<R> of(List<Property<R>> properties) {
        return new PropertyTable<>(properties, true, null, _ -> null);
    }

    /**
     * @param properties the first is the id
     * @param defaults names of the properties returned when a call selects none
     * @param others finds properties that are not listed by name, or answers null
     */
    public static <R> PropertyTable<R> of(
            List<Property<R>> properties,
            List<String> defaults,
            Function<String, @Nullable Property<R>> others) {
        return new PropertyTable<>(properties, true, defaults, others);
    }

    /** The same for objects that have no id. */
    public static <R> PropertyTable<R> withoutId(
            List<Property<R>> properties,
            List<String> defaults,
            Function<String, @Nullable Property<R>> others) {
        return new PropertyTable<>(properties, false, defaults, others);
    }

    /** The id of a record, as it is on the wire. */
    public String idOf(R record) {
        if (id == null) {
            throw new IllegalStateException("objects without an id");
        }
        return id.value().apply(record).stringValue();
    }

    public @Nullable Property<R> find(String name) {
        Property<R> property = byName.get(name);
        return property == null ? others.apply(name) : property;
    }

    /**
     * What a call selects with {@code properties} (RFC 8620 section 5.1); an id is always part of
     * it.
     *
     * @throws io.daybook.core.jmap.MethodException invalidArguments for a property that the type
     *     does not have
     */
    public Selection<R> select(@Nullable List<String> names) {
        if (names == null) {
            return new Selection<>(defaults);
        }
        var distinct = new LinkedHashSet<>(names);
        if (distinct.size() > MAX_SELECTED) {
            throw Arguments.invalid("more than " + MAX_SELECTED + " properties");
        }
        var selected = new ArrayList<Property<R>>(distinct.size() + 1);
        if (id != null) {
            selected.add(id);
        }
        for (String name : distinct) {
            Property<R> property = find(name);
            if (property == null) {
                throw Arguments.invalid("unknown property: " + Arguments.shortened(name));
            }
            if (property != id) {
                selected.add(property);
            }
        }
        return new Selection<>(selected);
    }

    private Property<R> known(String name) {
        Property<R> property = byName.get(name);
        if (property == null) {
            throw new IllegalArgumentException("no such property: " + name);
        }
        return property;
    }

    /** Some properties, in the order in which they are written. */
    public record Selection<R>(List<Property<R>> properties) {
        public Selection {
            properties = List.copyOf(properties);
        }

        public ObjectNode apply(R record) {
            ObjectNode object = Json.object();
            for (Property<R> property : properties) {
                object.set(property.name(), property.value().apply(record));
            }
            return object;
        }
    }
}
