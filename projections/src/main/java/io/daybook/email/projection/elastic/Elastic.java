package io.daybook.email.projection.elastic;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.daybook.core.Unavailable;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.core.cluster.ElasticSettings.Login;
import io.daybook.core.cluster.ElasticSettings.Login.ApiKey;
import io.daybook.core.cluster.ElasticSettings.Login.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Requests to Elasticsearch. Where it does not answer, or somebody else does, nobody asks again for
 * {@link #REST}: whoever wants something meanwhile is told so at once.
 */
final class Elastic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Elastic.class);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Timeout TO_CONNECT = Timeout.ofSeconds(2);
    private static final Timeout TO_ANSWER = Timeout.ofSeconds(30);
    static final int UNKNOWN_LOGIN = 401;
    static final int NO_RIGHT = 403;
    static final int TOO_LARGE = 413;
    static final int TOO_MUCH = 429;
    private static final int FAILED = 300;
    private static final int LONGEST_REASON = 500;
    private static final String PRODUCT = "X-Elastic-Product";
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

    static final JsonMapper JSON = JsonMapper.shared();

    private final Rest5Client client;
    private final String where;
    private volatile boolean isDown;
    private volatile long askAgain;

    /** What Elasticsearch says to a request that it will not carry out. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String reason) {
            super("Elasticsearch answers " + status + ": " + reason);
            this.status = status;
        }

        int status() {
            return status;
        }

        boolean says(String what) {
            return String.valueOf(getMessage()).contains(what);
        }
    }

    Elastic(ElasticSettings settings) {
        where = settings.uris().toString();
        var builder =
                Rest5Client.builder(settings.uris())
                        .setDefaultHeaders(login(settings.login()))
                        .setMetaHeaderEnabled(false)
                        .setCompressionEnabled(true)
                        // It would ask again after 429 and 503 in its own time.
                        .setHttpClientConfigCallback(it -> it.disableAutomaticRetries())
                        .setConnectionConfigCallback(
                                it -> it.setConnectTimeout(TO_CONNECT).setSocketTimeout(TO_ANSWER))
                        .setRequestConfigCallback(it -> it.setResponseTimeout(TO_ANSWER));
        if (settings.authorities() != null) {
            builder.setSSLContext(Authorities.context(settings.authorities()));
        }
        client = builder.build();
    }

    private static Header[] login(@Nullable Login login) {
        return switch (login) {
            case null -> new Header[0];
            case ApiKey(var encoded) -> authorization("ApiKey " + encoded);
            case Password(var user, var password) -> {
                byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                yield authorization("Basic " + Base64.getEncoder().encodeToString(both));
            }
        };
    }

    private static Header[] authorization(String value) {
        return new Header[] {new BasicHeader("Authorization", value)};
    }

    /**
     * @throws Unavailable when it does not answer, does not let us in, or has too much to do
     * @throws Refused when it will not
     */
    JsonNode send(String method, String path, Map<String, String> parameters, JsonNode body) {
        return patient(
                method,
                path,
                parameters,
                new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
    }

    JsonNode send(String method, String path, Map<String, String> parameters) {
        return patient(method, path, parameters, null);
    }

    private JsonNode patient(
            String method, String path, Map<String, String> parameters, @Nullable HttpEntity body) {
        try {
            return exchange(method, path, parameters, body);
        } catch (Refused e) {
            throw e.status() == TOO_MUCH ? new Unavailable(String.valueOf(e.getMessage())) : e;
        }
    }

    /**
     * Sends lines of JSON.
     *
     * @throws Refused also when it has too much to do, which is {@link #TOO_MUCH}
     */
    JsonNode bulk(String path, Map<String, String> parameters, String lines) {
        return exchange("POST", path, parameters, new StringEntity(lines, NDJSON));
    }

    /**
     * Asks for nothing but an answer.
     *
     * @throws Refused when it does not let us in, too
     */
    void greet() {
        try {
            answer(perform("GET", "/", Map.of(), null));
        } catch (IOException e) {
            throw down(e.toString());
        }
    }

    private JsonNode exchange(
            String method, String path, Map<String, String> parameters, @Nullable HttpEntity body) {
        try {
            return answer(perform(method, path, parameters, body));
        } catch (IOException e) {
            throw down(e.toString());
        } catch (Refused e) {
            // A password that was changed, or a right that was taken: nothing is wrong with mail.
            throw e.status() == UNKNOWN_LOGIN || e.status() == NO_RIGHT
                    ? down("it does not let us in: " + e.getMessage())
                    : e;
        }
    }

    private Response perform(
            String method, String path, Map<String, String> parameters, @Nullable HttpEntity body)
            throws IOException {
        if (isDown && System.nanoTime() - askAgain < 0) {
            throw new Unavailable("Elasticsearch does not answer");
        }
        var request = new Request(method, path);
        request.addParameters(parameters);
        request.setEntity(body);
        try {
            return client.performRequest(request);
        } catch (ResponseException e) {
            return e.getResponse();
        }
    }

    private JsonNode answer(Response response) throws IOException {
        int status = response.getStatusCode();
        if (status == 502 || status == 503 || status == 504) {
            throw down(status + ": " + reason(response));
        }
        if (!isElasticsearch(response)) {
            throw down("somebody else answers " + status + " there: look at elasticsearch.uris");
        }
        if (status >= FAILED) {
            var refused = new Refused(status, reason(response));
            if (status != UNKNOWN_LOGIN && status != NO_RIGHT) {
                up();
            }
            throw refused;
        }
        var answer = read(response);
        up();
        return answer;
    }

    /** Whoever stands before it may refuse in its place, and nobody but it may agree. */
    private static boolean isElasticsearch(Response response) {
        return switch (response.getStatusCode()) {
            case UNKNOWN_LOGIN, NO_RIGHT, TOO_LARGE, TOO_MUCH -> true;
            default -> "Elasticsearch".equals(response.getHeader(PRODUCT));
        };
    }

    private static String reason(Response response) {
        try {
            return shortened(read(response).path("error").toString());
        } catch (IOException e) {
            return "an answer that is not JSON";
        }
    }

    static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static JsonNode read(Response response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        try (var content = entity.getContent()) {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw new IOException("an answer that is cut off, or not JSON", e);
        }
    }

    private Unavailable down(String what) {
        askAgain = System.nanoTime() + REST.toNanos();
        if (!isDown) {
            isDown = true;
            LOG.warn(
                    "Elasticsearch at {} does not answer ({}): mail goes on, the search of texts"
                            + " waits and catches up.",
                    where,
                    what);
        }
        return new Unavailable("Elasticsearch does not answer: " + what);
    }

    private void up() {
        if (isDown) {
            isDown = false;
            LOG.info("Elasticsearch at {} answers again.", where);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
