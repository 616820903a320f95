package io.daybook.core.jmap;

/**
 * The limits of the core capability (RFC 8620 section 2): what is advertised is what is enforced.
 */
public record Limits(
        long maxSizeUpload,
        int maxConcurrentUpload,
        long maxSizeRequest,
        int maxConcurrentRequests,
        int maxCallsInRequest,
        int maxObjectsInGet,
        int maxObjectsInSet) {
    public static final Limits DEFAULT = new Limits(50_000_000, 16, 10_000_000, 32, 64, 1000, 1000);
}
