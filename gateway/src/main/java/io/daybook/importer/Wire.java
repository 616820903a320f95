package io.daybook.importer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** HTTP with the user's credentials; redirects are not followed, so they go nowhere else. */
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final HttpClient http;
    private final String authorization;
    private final Duration patience;

    /**
     * @param patience the longest wait for an answer
     */
    Wire(String user, String password, @Nullable SSLContext tls, Duration patience) {
        var builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1);
        if (tls != null) {
            builder.sslContext(tls);
        }
        this.http = builder.build();
        this.patience = patience;
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    HttpReply post(URI url, String type, byte[] body) throws InterruptedException, CannotImport {
        return send(
                request(url)
                        .header("Content-Type", type)
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build());
    }

    /** A GET that follows up to five redirects within the same scheme, host and port. */
    HttpReply get(URI url) throws InterruptedException, CannotImport {
        URI current = url;
        for (int hop = 0; hop < 5; hop++) {
            var answer =
                    exchange(request(current).header("Accept", "application/json").GET().build());
            Optional<String> location =
                    answer.response().flatMap(it -> it.headers().firstValue("Location"));
            if (answer.response().isEmpty()
                    || answer.response().get().statusCode() / 100 != 3
                    || location.isEmpty()) {
                return answer.reply();
            }
            URI next = current.resolve(location.get());
            if (!sameOrigin(current, next)) {
                throw new CannotImport(
                        "the server sends us on to "
                                + next
                                + "; give that as --server if you trust it");
            }
            current = next;
        }
        throw new CannotImport(url + " leads in a circle; check --server");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private record Exchange(HttpReply reply, Optional<HttpResponse<byte[]>> response) {}

    private HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(patience).header("Authorization", authorization);
    }

    private HttpReply send(HttpRequest request) throws InterruptedException, CannotImport {
        return exchange(request).reply();
    }

    private Exchange exchange(HttpRequest request) throws InterruptedException, CannotImport {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var reply =
                    new HttpReply.Answered(
                            response.statusCode(), response.body(), retryAfter(response));
            return new Exchange(reply, Optional.of(response));
        } catch (SSLHandshakeException e) {
            throw new CannotImport(
                    request.uri().getAuthority()
                            + " has no certificate that is trusted here ("
                            + e.getMessage()
                            + "); give its certificate with --trust FILE");
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Exchange(
                    new HttpReply.Lost("no connection to " + request.uri().getAuthority(), false),
                    Optional.empty());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Exchange(new HttpReply.Lost(reason, true), Optional.empty());
        }
    }

    /** RFC 9110 section 10.2.3, in seconds; dates are not used by servers of mail. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getAuthority().equals(other.getAuthority());
    }
}
