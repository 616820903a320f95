package io.daybook.importer;

import tools.jackson.databind.JsonNode;

/** The limits of a session that an import meets (RFC 8620 section 2), each at least 1. */
record Limits(
        long maxSizeUpload,
        int maxConcurrentUpload,
        long maxSizeRequest,
        int maxObjectsInGet,
        int maxObjectsInSet) {
    static Limits of(JsonNode core) {
        return new Limits(
                limit(core, "maxSizeUpload", 50_000_000),
                (int) limit(core, "maxConcurrentUpload", 4),
                limit(core, "maxSizeRequest", 1_000_000),
                (int) limit(core, "maxObjectsInGet", 500),
                (int) limit(core, "maxObjectsInSet", 500));
    }

    private static long limit(JsonNode core, String name, long otherwise) {
        long most = name.startsWith("maxSize") ? Long.MAX_VALUE : 100_000;
        return Math.clamp(core.path(name).asLong(otherwise), 1, most);
    }
}
