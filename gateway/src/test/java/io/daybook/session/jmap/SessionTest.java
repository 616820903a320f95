package io.daybook.session.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.UserId;
import io.daybook.core.VisibleAccount;
import io.daybook.core.jmap.Limits;
import io.daybook.gateway.FakeSides;
import io.daybook.gateway.TestServer;
import io.daybook.user.GetUser;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(new FakeSides());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = server.request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode session(String... headers) throws Exception {
        return new JsonMapper().readTree(get("/.well-known/jmap", headers).body());
    }

    // RFC 8620 section 2.
    @Test
    void the_session_has_all_that_a_client_needs() throws Exception {
        JsonNode session = session();
        String base = "http://127.0.0.1:" + server.port();
        JsonNode core = session.at("/capabilities/urn:ietf:params:jmap:core");
        var limits = Limits.DEFAULT;
        assertThat(core.get("maxSizeUpload").longValue()).isEqualTo(limits.maxSizeUpload());
        assertThat(core.get("maxConcurrentUpload").intValue())
                .isEqualTo(limits.maxConcurrentUpload());
        assertThat(core.get("maxSizeRequest").longValue()).isEqualTo(limits.maxSizeRequest());
        assertThat(core.get("maxConcurrentRequests").intValue())
                .isEqualTo(limits.maxConcurrentRequests());
        assertThat(core.get("maxCallsInRequest").intValue()).isEqualTo(limits.maxCallsInRequest());
        assertThat(core.get("maxObjectsInGet").intValue()).isEqualTo(limits.maxObjectsInGet());
        assertThat(core.get("maxObjectsInSet").intValue()).isEqualTo(limits.maxObjectsInSet());
        assertThat(core.get("collationAlgorithms").toString())
                .isEqualTo("[\"i;ascii-numeric\",\"i;ascii-casemap\",\"i;unicode-casemap\"]");
        assertThat(session.get("username").stringValue()).isEqualTo("alice@example.test");
        JsonNode account = session.at("/accounts/alice1");
        assertThat(account.get("name").stringValue()).isEqualTo("alice@example.test");
        assertThat(account.get("isPersonal").booleanValue()).isTrue();
        assertThat(account.get("isReadOnly").booleanValue()).isFalse();
        JsonNode mail = account.at("/accountCapabilities/urn:ietf:params:jmap:mail");
        assertThat(mail.get("maxMailboxesPerEmail").intValue()).isEqualTo(100);
        assertThat(mail.get("maxMailboxDepth").intValue()).isEqualTo(10);
        assertThat(mail.get("maxSizeMailboxName").intValue()).isGreaterThanOrEqualTo(100);
        assertThat(mail.get("maxSizeAttachmentsPerEmail").isNumber()).isTrue();
        assertThat(mail.get("emailQuerySortOptions").isArray()).isTrue();
        assertThat(mail.get("mayCreateTopLevelMailbox").booleanValue()).isTrue();
        assertThat(session.get("primaryAccounts").toString())
                .isEqualTo(
                        "{\"urn:ietf:params:jmap:mail\":\"alice1\","
                                + "\"urn:ietf:params:jmap:submission\":\"alice1\","
                                + "\"urn:ietf:params:jmap:vacationresponse\":\"alice1\","
                                + "\"urn:ietf:params:jmap:quota\":\"alice1\","
                                + "\"urn:ietf:params:jmap:blob\":\"alice1\","
                                + "\"urn:ietf:params:jmap:mdn\":\"alice1\","
                                + "\"https://daybook.io/jmap/page-token\":\"alice1\","
                                + "\"https://daybook.io/jmap/history\":\"alice1\"}");
        JsonNode blob = account.at("/accountCapabilities/urn:ietf:params:jmap:blob");
        assertThat(blob.get("maxSizeBlobSet").longValue()).isEqualTo(50_000_000);
        assertThat(blob.get("maxDataSources").intValue()).isGreaterThanOrEqualTo(64);
        assertThat(blob.get("supportedTypeNames").toString())
                .isEqualTo("[\"Mailbox\",\"Thread\",\"Email\"]");
        assertThat(blob.get("supportedDigestAlgorithms").toString())
                .isEqualTo("[\"sha-256\",\"sha\"]");
        assertThat(session.at("/capabilities/urn:ietf:params:jmap:blob")).isEmpty();
        assertThat(session.get("apiUrl").stringValue()).startsWith(base);
        assertThat(session.get("downloadUrl").stringValue())
                .startsWith(base)
                .contains("{accountId}", "{blobId}", "{type}", "{name}");
        assertThat(session.get("uploadUrl").stringValue()).startsWith(base).contains("{accountId}");
        assertThat(session.get("eventSourceUrl").stringValue())
                .startsWith(base)
                .contains("{types}", "{closeafter}", "{ping}");
    }

    // RFC 8621 sections 1.3.2 and 1.3.3.
    @Test
    void the_session_says_what_may_be_used_in_an_envelope() throws Exception {
        JsonNode session = session();
        JsonNode server = session.at("/capabilities/urn:ietf:params:jmap:submission");
        assertThat(server.isObject() && server.isEmpty()).isTrue();
        JsonNode all = session.at("/accounts/alice1/accountCapabilities");
        assertThat(all.at("/urn:ietf:params:jmap:vacationresponse").toString()).isEqualTo("{}");
        JsonNode submission = all.at("/urn:ietf:params:jmap:submission");
        assertThat(submission.get("maxDelayedSend").longValue()).isEqualTo(999_999_999L);
        assertThat(submission.get("submissionExtensions").toString())
                .isEqualTo(
                        "{\"8BITMIME\":[],\"DSN\":[],"
                                + "\"FUTURERELEASE\":[\"999999999\",\"9999-12-31T23:59:59Z\"],"
                                + "\"SIZE\":[\"50000000\"],\"SMTPUTF8\":[]}");
    }

    @Test
    void every_response_carries_the_state_of_the_session() throws Exception {
        var request =
                server.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"using\":[],\"methodCalls\":[]}"))
                        .build();
        String body = HTTP.send(request, BodyHandlers.ofString()).body();
        assertThat(new JsonMapper().readTree(body).get("sessionState"))
                .isEqualTo(session().get("state"));
    }

    @Test
    void the_session_lists_every_account_that_is_open_to_the_user_from_the_next_request_on()
            throws Exception {
        var sides = new FakeSides();
        try (var another = TestServer.start(sides)) {
            JsonNode alone = session(another);
            assertThat(sessionState(another)).isEqualTo(alone.get("state"));
            JsonNode team = granted(sides, another, false);
            JsonNode account = team.at("/accounts/team1");
            assertThat(account.get("name").stringValue()).isEqualTo("team@example.test");
            assertThat(account.get("isPersonal").booleanValue()).isFalse();
            assertThat(account.get("isReadOnly").booleanValue()).isFalse();
            assertThat(account.get("accountCapabilities"))
                    .isEqualTo(team.at("/accounts/alice1/accountCapabilities"));
            assertThat(team.get("primaryAccounts")).isEqualTo(alone.get("primaryAccounts"));
            JsonNode readOnly = granted(sides, another, true);
            assertThat(readOnly.at("/accounts/team1/isReadOnly").booleanValue()).isTrue();
            // RFC 8621 section 1.3.1.
            JsonNode mail =
                    readOnly.at("/accounts/team1/accountCapabilities/urn:ietf:params:jmap:mail");
            assertThat(mail.get("mayCreateTopLevelMailbox").booleanValue()).isFalse();
            sides.answer(
                    GetUser.class, GetUser.Answer.class, query -> TestServer.user(query.user()));
            sides.move(TestServer.ALICE.stream());
            assertThat(session(another)).isEqualTo(alone);
            assertThat(List.of(alone, team, readOnly))
                    .extracting(session -> session.get("state"))
                    .doesNotHaveDuplicates();
        }
    }

    /** The session after the account of the team was opened to alice. */
    private static JsonNode granted(FakeSides sides, TestServer another, boolean readOnly)
            throws Exception {
        var team =
                new VisibleAccount(
                        new AccountId("team1"), UserId.of("team@example.test"), false, readOnly);
        sides.answer(GetUser.class, GetUser.Answer.class, _ -> TestServer.with(team));
        sides.move(TestServer.ALICE.stream());
        // RFC 8620 section 3.4: the very next response tells that the session is another.
        JsonNode state = sessionState(another);
        JsonNode session = session(another);
        assertThat(state).isEqualTo(session.get("state"));
        return session;
    }

    private static JsonNode session(TestServer another) throws Exception {
        var request = another.request("/jmap/session").build();
        return new JsonMapper().readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }

    private static JsonNode sessionState(TestServer another) throws Exception {
        var request =
                another.request("/jmap/api")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"using\":[],\"methodCalls\":[]}"))
                        .build();
        String body = HTTP.send(request, BodyHandlers.ofString()).body();
        return new JsonMapper().readTree(body).get("sessionState");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jmap", "/jmap/", "/jmap/session/", "/.well-known/jmap/"})
    void what_clients_try_leads_to_the_session(String path) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(307);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("http://127.0.0.1:" + server.port() + "/jmap/session");
    }

    @Test
    void nobody_keeps_the_session() throws Exception {
        assertThat(get("/jmap/session").headers().firstValue("Cache-Control"))
                .hasValue("no-cache, no-store, must-revalidate");
    }

    // The test server trusts loopback as a proxy.
    @Test
    void a_trusted_proxy_tells_the_public_url() throws Exception {
        JsonNode session =
                session("X-Forwarded-Proto", "https", "X-Forwarded-Host", "Mail.Example.org");
        assertThat(session.get("apiUrl").stringValue())
                .isEqualTo("https://mail.example.org/jmap/api");
        JsonNode nonsense = session("X-Forwarded-Host", "a\"b");
        assertThat(nonsense.get("apiUrl").stringValue())
                .isEqualTo("http://127.0.0.1:" + server.port() + "/jmap/api");
    }
}
