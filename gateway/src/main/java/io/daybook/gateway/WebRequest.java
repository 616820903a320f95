package io.daybook.gateway;

import io.daybook.core.http.Body;
import io.daybook.core.http.Request;
import io.daybook.core.http.SignedIn;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request as the network brought it. */
final class WebRequest implements Request {
    private final ServerHttpRequest http;
    private final Origins origins;
    private final ArrivingBody body;
    private final String id;
    private final long contentLength;
    private @Nullable SignedIn user;

    WebRequest(ServerHttpRequest http, Origins origins, String id, Duration patience) {
        this.http = http;
        this.origins = origins;
        this.id = id;
        this.contentLength = length(http.getHeaders().getFirst("Content-Length"));
        this.body = new ArrivingBody(http.getBody(), hasBody() ? contentLength : 0, patience);
    }

    /** Whether octets follow the headers. */
    boolean hasBody() {
        return contentLength > 0 || header("Transfer-Encoding") != null || contentLength == -2;
    }

    private static long length(@Nullable String header) {
        if (header == null) {
            return -1;
        }
        return header.matches("[0-9]{1,18}") ? Long.parseLong(header) : -2;
    }

    ArrivingBody arriving() {
        return body;
    }

    void signIn(SignedIn who) {
        user = who;
    }

    @Override
    public String method() {
        return http.getMethod().name();
    }

    @Override
    public String path() {
        return http.getURI().getRawPath();
    }

    @Override
    public String query() {
        String query = http.getURI().getRawQuery();
        return query == null ? "" : query;
    }

    @Override
    public @Nullable String header(String name) {
        return http.getHeaders().getFirst(name);
    }

    @Override
    public long contentLength() {
        return Math.max(-1, contentLength);
    }

    @Override
    public InetAddress client() {
        return origins.client(peer(), header("X-Forwarded-For"));
    }

    @Override
    public String baseUrl() {
        return origins.baseUrl(
                peer(), header("Host"), header("X-Forwarded-Proto"), header("X-Forwarded-Host"));
    }

    /** Whether the Host header names this server. */
    boolean isForUs() {
        boolean forwarded =
                header("X-Forwarded-For") != null
                        || header("X-Forwarded-Proto") != null
                        || header("X-Forwarded-Host") != null;
        return origins.isOwn(peer(), header("Host"), forwarded);
    }

    private InetAddress peer() {
        var remote = http.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? InetAddress.getLoopbackAddress()
                : remote.getAddress();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public SignedIn user() {
        if (user == null) {
            throw new IllegalStateException("this route is open to everybody");
        }
        return user;
    }

    @Override
    public Body body() {
        return body;
    }
}
