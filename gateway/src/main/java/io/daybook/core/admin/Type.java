package io.daybook.core.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value may be: checked on the way in, and written into the OpenAPI document. */
public sealed interface Type {
    /**
     * @param least characters
     * @param most characters
     * @param pattern a regular expression for the whole text, or null
     */
    record Text(int least, int most, @Nullable String pattern) implements Type {}

    /** One of these words. */
    record Choice(List<String> words) implements Type {
        public Choice {
            words = List.copyOf(words);
        }
    }

    record Whole(long least, long most) implements Type {}

    record Flag() implements Type {}

    /** A UTC date of RFC 3339, such as {@code 2026-11-22T10:00:00Z}. */
    record Moment() implements Type {}

    record Many(Type of, int most) implements Type {}

    /** An object with these fields and no others. */
    record Thing(List<Field> fields) implements Type {
        public Thing {
            fields = List.copyOf(fields);
        }
    }

    /** An object with any names. */
    record Mapping(Type of) implements Type {}

    /** Any JSON; only for answers. */
    record Any() implements Type {}

    /**
     * @param secret kept out of the record of what was done
     */
    record Field(String name, Type type, String description, boolean required, boolean secret) {
        public static Field required(String name, Type type, String description) {
            return new Field(name, type, description, true, false);
        }

        public static Field optional(String name, Type type, String description) {
            return new Field(name, type, description, false, false);
        }

        /** The same, kept out of the record. */
        public Field asSecret() {
            return new Field(name, type, description, required, true);
        }
    }

    /** A text of 1 to {@code most} characters. */
    static Type text(int most) {
        return new Text(1, most, null);
    }

    static Type choice(String... words) {
        return new Choice(List.of(words));
    }

    static Type thing(Field... fields) {
        return new Thing(List.of(fields));
    }
}
