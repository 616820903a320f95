package io.daybook.gateway;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Problem;
import io.daybook.core.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser may do on behalf of other sites: nothing, but for the origins that were allowed by
 * name. Credentials travel in the Authorization header that a script sets, never by themselves.
 */
record Gate(Set<String> allowedOrigins) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    Gate {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /** The answer to a preflight (fetch.spec.whatwg.org, section 3.3), or null when it is none. */
    @Nullable Answer preflight(Request request) {
        if (!request.method().equals("OPTIONS")) {
            return null;
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
        if (isAllowed(request.header("Origin"))) {
            headers.put("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE");
            headers.put(
                    "Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
            headers.put("Access-Control-Max-Age", "86400");
        }
        return Answer.empty(204).with(headers);
    }

    /** The headers that let an allowed origin read the answer. */
    Map<String, String> headers(Request request) {
        if (allowedOrigins.isEmpty()) {
            return Map.of();
        }
        String origin = request.header("Origin");
        if (!isAllowed(origin)) {
            return Map.of("Vary", "Origin");
        }
        return Map.of(
                "Vary",
                "Origin",
                "Access-Control-Allow-Origin",
                String.valueOf(origin),
                "Access-Control-Expose-Headers",
                "Content-Disposition, Content-Length, Content-Range, ETag, Retry-After");
    }

    /** Why a request that may change something is refused, or null. */
    @Nullable Problem refuse(Request request) {
        // A WebSocket begins with a GET, but what follows may change anything.
        if (SAFE.contains(request.method()) && request.header("Upgrade") == null) {
            return null;
        }
        String origin = request.header("Origin");
        if (origin != null) {
            boolean sameOrigin = origin.equalsIgnoreCase(request.baseUrl());
            return sameOrigin || isAllowed(origin) ? null : refused();
        }
        String site = request.header("Sec-Fetch-Site");
        boolean ownWill = site == null || site.equals("same-origin") || site.equals("none");
        return ownWill ? null : refused();
    }

    private boolean isAllowed(@Nullable String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }

    private static Problem refused() {
        return Problem.of(
                403, "Forbidden", "Pages of this origin may not change anything on this server.");
    }
}
