package io.daybook.core.admin;

/** A part of the path or of the query of a request. One of the path is always required. */
public record Parameter(String name, Place place, Type type, String description, boolean required) {
    public enum Place {
        PATH,
        QUERY
    }

    public static Parameter path(String name, Type type, String description) {
        return new Parameter(name, Place.PATH, type, description, true);
    }

    public static Parameter required(String name, Type type, String description) {
        return new Parameter(name, Place.QUERY, type, description, true);
    }

    public static Parameter optional(String name, Type type, String description) {
        return new Parameter(name, Place.QUERY, type, description, false);
    }
}
