package io.daybook.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.gateway.PushReceiver;
import io.daybook.gateway.TurnedClock;
import io.daybook.push.Endpoint;
import io.daybook.push.P256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpsPostTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);
    private final TurnedClock clock = new TurnedClock();
    private final SecureRandom random = new SecureRandom();
    private PushReceiver receiver;
    private HttpsPost https;

    @BeforeEach
    void start() throws Exception {
        receiver = new PushReceiver();
        https = new HttpsPost(receiver.trusting(), true, clock);
    }

    @AfterEach
    void stop() {
        https.close();
        receiver.close();
    }

    private Outcome post(String url) {
        return https.post(URI.create(url), Map.of("TTL", "60"), BODY);
    }

    @Test
    void what_is_posted_arrives_with_path_query_and_headers() {
        assertThat(post(receiver.url("/p/a%20b?x=1&y=%2F"))).isEqualTo(new Outcome.Delivered());
        var pushed = receiver.next();
        assertThat(pushed.path()).isEqualTo("/p/a%20b?x=1&y=%2F");
        assertThat(pushed.headers()).containsEntry("TTL", "60");
        assertThat(pushed.headers()).containsEntry("Host", "127.0.0.1:" + receiver.port());
        assertThat(pushed.body()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void a_subscription_that_nobody_knows_is_gone(int status) {
        receiver.answer(status, Map.of());
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Gone());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 413, 500, 502, 503})
    void what_is_refused_otherwise_is_tried_again(int status) {
        receiver.answer(status, Map.of());
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Failed(Integer.toString(status)));
    }

    @Test
    void a_busy_service_says_how_long_it_wants_peace() {
        receiver.answer(429, Map.of("Retry-After", "120"));
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Busy(Duration.ofMinutes(2)));
        receiver.answer(503, Map.of("Retry-After", "7"));
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Busy(Duration.ofSeconds(7)));
        receiver.answer(429, Map.of());
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Busy(Duration.ofMinutes(1)));
        receiver.answer(429, Map.of("Retry-After", "999999999"));
        assertThat(post(receiver.url("/"))).isEqualTo(new Outcome.Busy(RetryAfter.LONGEST));
    }

    @Test
    void the_time_of_peace_may_be_a_date() {
        Instant now = Instant.parse("2026-11-22T08:00:00Z");
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plusSeconds(90).atOffset(ZoneOffset.UTC));
        assertThat(RetryAfter.pause(date, now)).isEqualTo(Duration.ofSeconds(90));
        assertThat(RetryAfter.pause("yesterday", now)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.pause("0", now)).isEqualTo(RetryAfter.SHORTEST);
    }

    @Test
    void a_redirect_is_not_followed() {
        receiver.answer(307, Map.of("Location", receiver.url("/elsewhere")));
        assertThat(post(receiver.url("/here"))).isEqualTo(new Outcome.Failed("307"));
        assertThat(receiver.next().path()).isEqualTo("/here");
        assertThat(receiver.unread()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void addresses_of_ones_own_are_not_connected_to(String host) throws Exception {
        try (var strict = new HttpsPost(receiver.trusting(), false, clock)) {
            var url = URI.create("https://" + host + ":" + receiver.port() + "/");
            assertThat(strict.post(url, Map.of(), BODY)).isInstanceOf(Outcome.Failed.class);
        }
        assertThat(receiver.unread()).isZero();
    }

    @Test
    void a_service_with_another_certificate_is_not_told_anything() throws Exception {
        try (var other = new PushReceiver()) {
            assertThat(post(other.url("/"))).isInstanceOf(Outcome.Failed.class);
            assertThat(other.unread()).isZero();
        }
    }

    @Test
    void the_wait_doubles_with_each_failure_up_to_an_hour() {
        assertThat(Pace.backoff(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Pace.backoff(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Pace.backoff(5)).isEqualTo(Duration.ofSeconds(80));
        assertThat(Pace.backoff(100)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_push_is_signed_for_its_origin_by_the_advertised_key() throws Exception {
        var vapid = Vapid.fresh(random);
        var courier = new Courier(https, vapid, clock, random);
        var to = new Endpoint(URI.create(receiver.url("/p")), null);
        assertThat(courier.stateChange(to, "{}")).isEqualTo(new Outcome.Delivered());
        var headers = receiver.next().headers();
        assertThat(headers).containsEntry("Content-Type", "application/json");
        assertThat(headers).containsKeys("TTL", "Urgency", "Topic");
        assertThat(headers).doesNotContainKey("Content-Encoding");
        String authorization = headers.get("Authorization");
        assertThat(authorization).startsWith("vapid t=").endsWith(vapid.applicationServerKey());
        var token =
                SignedJWT.parse(
                        authorization.substring("vapid t=".length(), authorization.indexOf(',')));
        byte[] key = Base64.getUrlDecoder().decode(vapid.applicationServerKey());
        assertThat(token.verify(new ECDSAVerifier(P256.key(key)))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience())
                .containsExactly("https://127.0.0.1:" + receiver.port());
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBefore(clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void the_key_stays_the_same_and_is_for_its_owner_alone(@TempDir Path folder) throws Exception {
        var first = Vapid.of(folder, random, null);
        assertThat(Vapid.of(folder, random, null).applicationServerKey())
                .isEqualTo(first.applicationServerKey());
        var file = folder.resolve("vapid.key");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
