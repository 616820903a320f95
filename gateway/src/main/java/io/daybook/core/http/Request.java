package io.daybook.core.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One HTTP request. Header names are matched without regard to case. */
public interface Request {
    /** Upper case, such as {@code GET}. */
    String method();

    /** The path as it came, percent-encoded. */
    String path();

    /** What follows the {@code ?} as it came, empty without one. */
    String query();

    /** The first value of the header, or null. */
    @Nullable String header(String name);

    /** The Content-Length; -1 when the header is missing or no number. */
    long contentLength();

    /** The client: the peer, or whom a trusted proxy names. */
    InetAddress client();

    /** How the client's program names itself, empty when it does not. */
    default String agent() {
        var agent = header("User-Agent");
        return agent == null ? "" : agent;
    }

    /** Scheme and authority by which the client reached us, without a slash at the end. */
    String baseUrl();

    /** Unique for each request; stands in the log beside whatever goes wrong. */
    String id();

    /** Who signed in; only for routes that demand it. */
    SignedIn user();

    Body body();
}
