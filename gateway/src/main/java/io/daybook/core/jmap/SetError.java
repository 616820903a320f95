package io.daybook.core.jmap;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why one record of a /set was refused (RFC 8620 section 5.3). The type is open.
 *
 * @param properties the properties at fault, empty when the type has none
 * @param details further members of the error by name, such as {@code existingId} or {@code
 *     notFound}
 */
public record SetError(
        String type,
        @Nullable String description,
        List<String> properties,
        Map<String, Object> details) {
    public SetError {
        properties = List.copyOf(properties);
        details = Map.copyOf(details);
    }

    public SetError(String type, @Nullable String description, List<String> properties) {
        this(type, description, properties, Map.of());
    }

    public static SetError of(String type) {
        return new SetError(type, null, List.of(), Map.of());
    }

    public static SetError of(String type, String description) {
        return new SetError(type, description, List.of(), Map.of());
    }

    public static SetError notFound() {
        return of("notFound");
    }

    public static SetError invalidProperties(String description, String... properties) {
        return new SetError("invalidProperties", description, List.of(properties));
    }
}
