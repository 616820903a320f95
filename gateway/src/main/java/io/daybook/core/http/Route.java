package io.daybook.core.http;

import java.util.Map;

/**
 * Where an endpoint is found.
 *
 * @param path as a client writes it; one that ends in {@code /*} stands for everything below, and a
 *     segment {@code {name}} for any one segment that is not empty
 * @param endpoints by method; a GET answers HEAD too
 */
public record Route(String path, Access access, Map<String, Endpoint> endpoints) {
    public Route {
        endpoints = Map.copyOf(endpoints);
    }

    public enum Access {
        /** For everybody. */
        OPEN,
        /** For those who signed in. */
        SIGNED_IN,
        /** For those who signed in, with this request or by a ticket that they got before. */
        TICKET,
        /** For those who have the admin token. */
        ADMIN
    }

    public static Route open(String path, String method, Endpoint endpoint) {
        return new Route(path, Access.OPEN, Map.of(method, endpoint));
    }

    public static Route signedIn(String path, String method, Endpoint endpoint) {
        return new Route(path, Access.SIGNED_IN, Map.of(method, endpoint));
    }

    public static Route byTicket(String path, String method, Endpoint endpoint) {
        return new Route(path, Access.TICKET, Map.of(method, endpoint));
    }
}
