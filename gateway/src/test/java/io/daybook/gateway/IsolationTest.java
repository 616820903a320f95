package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.BlobId;
import io.daybook.core.http.Route;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every method that is registered and every path that is routed, called by Mallory with what is
 * Bob's: the answer is, octet for octet, the one that she gets for what never existed.
 */
class IsolationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String SECRET = "Xyzzyplugh";
    private static final String PASSWORD = "sesame";

    /** What the words in capitals stand for, as Bob has it and as nobody has it. */
    private static final Map<String, String> BOBS = new TreeMap<>();

    private static final Map<String, String> NOBODYS = new TreeMap<>();
    private static WholeSite site;
    private static String mallorys;
    private static String states;

    /** Arguments for any method; each method takes one of them at least. */
    private static final List<String> ARGUMENTS =
            List.of(
                    "{}",
                    "{'ids': null}",
                    "{'ids': ['MAILBOX', 'EMAIL', 'THREAD', 'BLOB']}",
                    "{'sinceState': 'STATE'}",
                    "{'sinceState': 'STATE', 'maxChanges': 1}",
                    "{'filter': {'inMailbox': 'MAILBOX'}}",
                    "{'filter': {'parentId': 'MAILBOX'}}",
                    "{'filter': {'text': 'Xyzzyplugh'}, 'anchor': 'EMAIL'}",
                    "{'sinceQueryState': 'STATE'}",
                    "{'ifInState': 'STATE'}",
                    "{'update': {'MAILBOX': {'name': 'm'}, 'EMAIL': {'keywords/m': true}}}",
                    "{'destroy': ['MAILBOX', 'EMAIL']}",
                    "{'create': {'k': {'name': 'n', 'parentId': 'MAILBOX'}}}",
                    "{'create': {'k': {'mailboxIds': {'MAILBOX': true}, 'subject': 's'}}}",
                    "{'create': {'k': {'mailboxIds': {'m1': true}, 'bodyStructure': {'blobId':"
                            + " 'BLOB', 'type': 'image/png'}}}}",
                    "{'create': {'k': {'data': [{'blobId': 'BLOB'}]}}}",
                    "{'emails': {'k': {'blobId': 'BLOB', 'mailboxIds': {'m1': true}}}}",
                    "{'emails': {'k': {'blobId': 'UPLOAD', 'mailboxIds': {'m1': true}}}}",
                    "{'blobIds': ['BLOB', 'UPLOAD', 'PART']}",
                    "{'ids': ['BLOB', 'UPLOAD', 'PART'], 'typeNames': ['Email', 'Mailbox']}",
                    "{'filter': {'text': 'Xyzzyplugh'}, 'emailIds': ['EMAIL']}",
                    "{'fromAccountId': 'ACCOUNT', 'blobIds': ['BLOB']}",
                    "{'fromAccountId': 'ACCOUNT', 'create': {'k': {'id': 'EMAIL', 'mailboxIds':"
                            + " {'m1': true}}}}",
                    "{'fromAccountId': 'ACCOUNT', 'create': {}, 'ifFromInState': 'STATE'}",
                    "{'create': {'k': {'identityId': 'i1', 'emailId': 'EMAIL'}}}",
                    "{'create': {'k': {'email': 'bob@example.test'}}}",
                    "{'filter': {'emailIds': ['EMAIL'], 'threadIds': ['THREAD']}}");

    @BeforeAll
    static void start(@TempDir Path data) {
        site = new WholeSite(data);
        mallorys = site.users().ensure("mallory@example.test", PASSWORD).value();
        String bobs = site.users().ensure("bob@example.test", PASSWORD).value();
        BOBS.put("ACCOUNT", bobs);
        prepare(bobs);
        NOBODYS.put("ACCOUNT", "z" + bobs.substring(1, 11) + "z");
        NOBODYS.put("MAILBOX", "m77777");
        NOBODYS.put("EMAIL", "e77777");
        NOBODYS.put("THREAD", "t77777");
        String never = BlobId.of("never".getBytes(StandardCharsets.UTF_8)).value();
        NOBODYS.put("BLOB", never);
        NOBODYS.put("UPLOAD", BlobId.of("nowhere".getBytes(StandardCharsets.UTF_8)).value());
        NOBODYS.put("PART", "P" + never.substring(1) + BOBS.get("PART").substring(44));
        NOBODYS.put("APPPASSWORD", "z".repeat(BOBS.get("APPPASSWORD").length()));
        NOBODYS.put("STATE", BOBS.get("STATE"));
        states = states();
    }

    private static void prepare(String account) {
        // Ids are counters of each account: these are beyond those that Mallory has.
        for (int i = 0; i < 5; i++) {
            bob("Mailbox/set", "{'create': {'k': {'name': 'Box" + i + "'}}}");
        }
        JsonNode box =
                bob("Mailbox/set", "{'create': {'k': {'name': '" + SECRET + "'}}}")
                        .at("/created/k");
        BOBS.put("MAILBOX", box.get("id").stringValue());
        JsonNode email = null;
        for (int i = 0; i < 5; i++) {
            String create =
                    "{'create': {'k': {'mailboxIds': {'MAILBOX': true}, 'subject': 'Xyzzyplugh "
                            + i
                            + "', 'textBody': [{'partId': '1'}], 'bodyValues': {'1': {'value':"
                            + " 'Xyzzyplugh'}}}}}";
            email = bob("Email/set", create).at("/created/k");
        }
        BOBS.put("EMAIL", email.get("id").stringValue());
        BOBS.put("THREAD", email.get("threadId").stringValue());
        BOBS.put("BLOB", email.get("blobId").stringValue());
        JsonNode body = bob("Email/get", "{'ids': ['EMAIL'], 'properties': ['textBody']}");
        BOBS.put("PART", body.at("/list/0/textBody/0/blobId").stringValue());
        BOBS.put("STATE", bob("Email/get", "{'ids': []}").get("state").stringValue());
        var upload = send("bob", "POST", "/jmap/upload/" + account + "/", "Subject: " + SECRET);
        BOBS.put("UPLOAD", JSON.readTree(upload.body()).get("blobId").stringValue());
        var secret = send("bob", "POST", "/account/app-passwords", "{\"label\": \"x\"}");
        BOBS.put("APPPASSWORD", JSON.readTree(secret.body()).get("id").stringValue());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** Whatever Mallory did, nothing of Bob's is changed. */
    @AfterEach
    void what_is_bobs_is_as_it_was() {
        assertThat(states()).isEqualTo(states);
    }

    static List<String> methods() {
        return site.methods();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void the_account_of_another_is_one_that_never_existed(String method) {
        for (String arguments : ARGUMENTS) {
            same(method, arguments, "ACCOUNT", "ACCOUNT");
            if (arguments.contains("fromAccountId")) {
                same(method, arguments, mallorys, mallorys);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_is_in_the_account_of_another_does_not_exist_in_ones_own(String method) {
        for (String arguments : ARGUMENTS) {
            if (!arguments.contains("fromAccountId")) {
                same(method, arguments, mallorys, mallorys);
            }
        }
    }

    /** Without this, a method that takes none of the arguments would pass unseen. */
    @ParameterizedTest
    @MethodSource("methods")
    void every_method_takes_some_of_the_arguments_and_then_finds_no_such_account(String method) {
        var types = new ArrayList<String>();
        for (String arguments : ARGUMENTS) {
            types.add(call("mallory", method, fill(arguments, BOBS), BOBS.get("ACCOUNT")));
        }
        boolean hasNoAccount = method.equals("Core/echo") || method.startsWith("PushSubscription/");
        assertThat(types.stream().anyMatch(answer -> answer.contains("accountNotFound")))
                .as("%s", types)
                .isEqualTo(!hasNoAccount);
    }

    private static void same(String method, String arguments, String bobs, String nobodys) {
        String ofBob =
                call("mallory", method, fill(arguments, BOBS), BOBS.getOrDefault(bobs, bobs));
        String ofNobody =
                call(
                        "mallory",
                        method,
                        fill(arguments, NOBODYS),
                        NOBODYS.getOrDefault(nobodys, nobodys));
        String context = method + " " + arguments;
        assertThat(withoutValues(ofBob, BOBS))
                .as(context)
                .isEqualTo(withoutValues(ofNobody, NOBODYS));
        if (!method.equals("Core/echo")) {
            assertThat(ofBob).as(context).doesNotContain(SECRET);
        }
    }

    /** Every path below which somebody's things are named. */
    static List<Route> routesBelow() {
        return site.routes().stream().filter(route -> route.path().endsWith("/*")).toList();
    }

    @ParameterizedTest
    @MethodSource("routesBelow")
    void no_path_tells_what_others_have(Route route) {
        String base = route.path().substring(0, route.path().length() - 1);
        for (String method : route.endpoints().keySet()) {
            for (String below :
                    List.of(
                            "ACCOUNT",
                            "ACCOUNT/",
                            "ACCOUNT/BLOB",
                            "ACCOUNT/BLOB/name",
                            "ACCOUNT/UPLOAD/name?type=text/plain",
                            "ACCOUNT/PART/name",
                            mallorys + "/BLOB/name",
                            mallorys + "/UPLOAD/name",
                            mallorys + "/PART/name",
                            "BLOB",
                            "APPPASSWORD")) {
                var ofBob = send("mallory", method, base + fill(below, BOBS), "x");
                var ofNobody = send("mallory", method, base + fill(below, NOBODYS), "x");
                assertThat(ofBob.statusCode()).as(base + below).isBetween(400, 499);
                assertThat(ofBob.statusCode()).as(base + below).isEqualTo(ofNobody.statusCode());
                assertThat(withoutValues(ofBob.body(), BOBS))
                        .as(base + below)
                        .isEqualTo(withoutValues(ofNobody.body(), NOBODYS));
                assertThat(headers(ofBob)).as(base + below).isEqualTo(headers(ofNobody));
            }
        }
    }

    @Test
    void what_bob_asks_for_himself_is_there() {
        String path = "/jmap/download/" + fill("ACCOUNT/BLOB/name", BOBS);
        assertThat(send("bob", "GET", path, "").statusCode()).isEqualTo(200);
        assertThat(send("mallory", "GET", path, "").statusCode()).isEqualTo(404);
        assertThat(bob("Email/query", "{'filter': {'text': 'Xyzzyplugh'}}").get("ids")).hasSize(5);
    }

    private static Map<String, List<String>> headers(HttpResponse<String> response) {
        var headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return headers;
    }

    private static String states() {
        return bob("Mailbox/get", "{'ids': null}").toString()
                + bob("Email/get", "{'ids': null, 'properties': ['keywords', 'mailboxIds']}")
                + bob("Quota/get", "{'ids': null}");
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text.replace('\'', '"');
        for (var value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        return filled;
    }

    private static String withoutValues(String text, Map<String, String> values) {
        String without = text;
        for (var value : values.entrySet()) {
            String alone = "(?<![\\w-])" + Pattern.quote(value.getValue()) + "(?![\\w-])";
            without = without.replaceAll(alone, "(" + value.getKey() + ")");
        }
        return without;
    }

    private static JsonNode bob(String method, String arguments) {
        String answer = call("bob", method, fill(arguments, BOBS), BOBS.get("ACCOUNT"));
        JsonNode response = JSON.readTree(answer).at("/methodResponses/0");
        assertThat(response.get(0).stringValue()).as(answer).isEqualTo(method);
        return response.get(1);
    }

    private static String call(String user, String method, String arguments, String account) {
        ObjectNode request = JSON.createObjectNode();
        var using = request.putArray("using");
        capabilities().forEach(using::add);
        ObjectNode call = (ObjectNode) JSON.readTree(arguments);
        call.put("accountId", account);
        request.putArray("methodCalls").addArray().add(method).add(call).add("0");
        var response = send(user, "POST", "/jmap/api", request.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static List<String> capabilities() {
        var session = JSON.readTree(send("bob", "GET", "/jmap/session", "").body());
        return List.copyOf(session.get("capabilities").propertyNames());
    }

    private static HttpResponse<String> send(String user, String method, String path, String body) {
        String login = user + "@example.test:" + PASSWORD;
        var request =
                HttpRequest.newBuilder(site.uri(path))
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(
                                                        login.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
