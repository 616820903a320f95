package io.daybook.core.admin;

/** What a request brings beside its parameters. */
public sealed interface Body {
    record None() implements Body {}

    /** A JSON object of at most {@value #MOST_OCTETS} octets. */
    record Json(Type.Thing type) implements Body {
        public static final int MOST_OCTETS = 1 << 20;
    }

    /** Octets that the endpoint reads as they arrive. */
    record Octets(String mediaType, String description) implements Body {}
}
