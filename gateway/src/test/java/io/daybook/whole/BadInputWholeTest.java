package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Bad input to the whole server: an error that says so, nothing half done, and it serves on. */
class BadInputWholeTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String CREDENTIALS = ServerProcess.USER + ":" + ServerProcess.PASSWORD;
    private static final String AUTHORIZATION =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString(CREDENTIALS.getBytes(StandardCharsets.UTF_8));
    private static final String USING =
            "\"using\":[\"urn:ietf:params:jmap:core\",\"urn:ietf:params:jmap:mail\","
                    + "\"urn:ietf:params:jmap:submission\",\"urn:ietf:params:jmap:vacationresponse\","
                    + "\"urn:ietf:params:jmap:quota\",\"https://daybook.io/jmap/history\"]";
    private static final String STATES =
            "[\"Mailbox/get\",{\"accountId\":\"$account\",\"ids\":[]},\"s\"],"
                    + "[\"Email/get\",{\"accountId\":\"$account\",\"ids\":[]},\"s\"]";
    private static final int CALLS_A_REQUEST = 15;
    private static ServerProcess server;
    private static JmapSession session;
    private static String inbox;
    private static String email;
    private static String thread;
    private static String blob;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = ServerProcess.start(data);
        session = server.session();
        inbox = session.mailboxByRole("inbox");
        byte[] message =
                "From: a@b.test\r\nSubject: hi\r\nMessage-ID: <1@b.test>\r\n\r\nhello\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        email = session.importMessage(message, inbox);
        blob = session.upload(message);
        thread =
                session.call("Email/get", "{\"ids\":[\"" + email + "\"]}")
                        .at("/list/0/threadId")
                        .asString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Whatever came, the server serves, its counters agree, and it had nothing to complain of. */
    @AfterEach
    void the_server_serves_and_is_of_one_mind() {
        for (JsonNode mailbox : session.call("Mailbox/get", "{\"ids\":null}").get("list")) {
            ObjectNode query = JmapSession.JSON.createObjectNode();
            query.putObject("filter").put("inMailbox", mailbox.get("id").asString());
            query.put("calculateTotal", true);
            assertThat(session.call("Email/query", query).get("total"))
                    .isEqualTo(mailbox.get("totalEmails"));
        }
        assertThat(server.complaints()).isEmpty();
    }

    private static HttpResponse<String> post(String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/jmap/api"))
                            .header("Authorization", AUTHORIZATION)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + brief(body), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String request(String calls) {
        return "{" + USING + ",\"methodCalls\":[" + calls + "]}";
    }

    private static JsonNode responses(String calls) {
        HttpResponse<String> response = post(request(calls));
        assertThat(response.statusCode()).as(brief(calls) + response.body()).isEqualTo(200);
        return JmapSession.JSON.readTree(response.body()).get("methodResponses");
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(2000, text.length()));
    }

    private static String call(String method, ObjectNode arguments) {
        return JmapSession.JSON.createArrayNode().add(method).add(arguments).add("m").toString();
    }

    private static String fill(String text) {
        return text.replace("$account", session.account())
                .replace("$inbox", inbox)
                .replace("$email", email)
                .replace("$thread", thread)
                .replace("$blob", blob);
    }

    static List<String> calls() {
        return List.of(
                "Core/echo {'a':1}",
                "Mailbox/get {'ids':['$inbox'],'properties':['name']}",
                "Mailbox/changes {'sinceState':'0','maxChanges':10}",
                "Mailbox/query {'filter':{'operator':'AND','conditions':[{'role':'inbox',"
                        + "'name':'In','parentId':null,'hasAnyRole':true,'isSubscribed':true}]},"
                        + "'sort':[{'property':'name','isAscending':true}],'position':0,'limit':5,"
                        + "'anchor':'$inbox','anchorOffset':0,'calculateTotal':true,"
                        + "'sortAsTree':false,'filterAsTree':false}",
                "Mailbox/set {'ifInState':null,'create':{'a':{'name':'x','parentId':'$inbox',"
                        + "'role':null,'sortOrder':1,'isSubscribed':true}},'update':{'$inbox':"
                        + "{'sortOrder':2}},'destroy':['none'],'onDestroyRemoveEmails':false}",
                "Email/get {'ids':['$email'],'properties':['subject','header:To:asAddresses'],"
                        + "'bodyProperties':['type'],'fetchTextBodyValues':true,"
                        + "'fetchHTMLBodyValues':true,'fetchAllBodyValues':true,"
                        + "'maxBodyValueBytes':10}",
                "Email/changes {'sinceState':'0','maxChanges':10}",
                "Email/query {'filter':{'operator':'OR','conditions':[{'inMailbox':'$inbox',"
                        + "'inMailboxOtherThan':['$inbox'],'before':'2030-01-01T00:00:00Z',"
                        + "'after':'2001-01-01T00:00:00Z','minSize':1,'maxSize':100,"
                        + "'hasKeyword':'$seen','notKeyword':'$seen','hasAttachment':false,"
                        + "'allInThreadHaveKeyword':'a','someInThreadHaveKeyword':'a',"
                        + "'noneInThreadHaveKeyword':'a','text':'hello','from':'a','to':'b',"
                        + "'cc':'c','bcc':'d','subject':'hi','body':'h','header':['To','x']}]},"
                        + "'sort':[{'property':'hasKeyword','keyword':'$seen','isAscending':true,"
                        + "'collation':'i;ascii-casemap'}],'position':0,'anchor':'$email',"
                        + "'anchorOffset':0,'limit':5,'calculateTotal':true,"
                        + "'collapseThreads':true}",
                "Email/set {'ifInState':null,'create':{'c':{'mailboxIds':{'$inbox':true},"
                        + "'keywords':{'$draft':true},'receivedAt':'2024-01-01T00:00:00Z',"
                        + "'from':[{'name':'A','email':'a@b.test'}],'subject':'s','messageId':"
                        + "['x@y'],'sentAt':'2024-01-01T00:00:00+01:00','header:X-A:asText':'t',"
                        + "'bodyStructure':{'type':'multipart/mixed','subParts':[{'partId':'1',"
                        + "'type':'text/plain','language':['en'],'cid':'c',"
                        + "'location':'l','name':'n','disposition':'inline'},{'blobId':'$blob',"
                        + "'type':'image/png','size':7}]},'bodyValues':{'1':{'value':'text',"
                        + "'isTruncated':false,'isEncodingProblem':false}}}},'update':{'$email':"
                        + "{'keywords/$seen':true,'mailboxIds':{'$inbox':true}}},"
                        + "'destroy':['none']}",
                "Email/import {'ifInState':null,'emails':{'i':{'blobId':'$blob','mailboxIds':"
                        + "{'$inbox':true},'keywords':{'$seen':true},"
                        + "'receivedAt':'2024-01-01T00:00:00Z'}}}",
                "Thread/get {'ids':['$thread'],'properties':['emailIds']}",
                "Thread/changes {'sinceState':'0','maxChanges':10}",
                "SearchSnippet/get {'filter':{'text':'hello'},'emailIds':['$email']}",
                "Quota/get {'ids':null,'properties':['used']}",
                "Email/queryChanges {'sinceQueryState':'0','filter':{'hasKeyword':'x'},"
                        + "'sort':[{'property':'receivedAt'}],'maxChanges':10,'upToId':'$email',"
                        + "'collapseThreads':true,'calculateTotal':true}",
                "Mailbox/queryChanges {'sinceQueryState':'0','filter':{'role':null},"
                        + "'sort':[{'property':'name'}],'maxChanges':10,'upToId':'$inbox',"
                        + "'sortAsTree':true,'filterAsTree':false,'calculateTotal':true}",
                "Quota/changes {'sinceState':'0','maxChanges':10}",
                "Quota/query {'filter':{'name':'a','scope':'account'},'sort':[{'property':'used'}],"
                        + "'position':0,'limit':10,'calculateTotal':true}",
                "Quota/queryChanges {'sinceQueryState':'0','filter':{'type':'Email'},"
                        + "'sort':[{'property':'name'}],'maxChanges':10,'upToId':'octets'}",
                "Email/copy {'fromAccountId':'x','create':{}}",
                "Identity/get {'ids':['i1'],'properties':['name']}",
                "Identity/changes {'sinceState':'0','maxChanges':10}",
                "Identity/set {'ifInState':null,'create':{'i':{'email':'alice@example.test',"
                        + "'name':'n','replyTo':[{'name':null,'email':'a@b.test'}],'bcc':null,"
                        + "'textSignature':'t','htmlSignature':'h'}},'update':{'i1':{'name':'m',"
                        + "'bcc':[{'name':'b','email':'b@b.test'}]}},'destroy':['none']}",
                "EmailSubmission/get {'ids':['s1'],'properties':['undoStatus']}",
                "EmailSubmission/changes {'sinceState':'0','maxChanges':10}",
                "EmailSubmission/query {'filter':{'operator':'AND','conditions':[{"
                        + "'identityIds':['i1'],'emailIds':['$email'],'threadIds':['$thread'],"
                        + "'undoStatus':'pending','before':'2030-01-01T00:00:00Z',"
                        + "'after':'2001-01-01T00:00:00Z'}]},'sort':[{'property':'sentAt',"
                        + "'isAscending':true}],'position':0,'limit':5,'calculateTotal':true}",
                "EmailSubmission/queryChanges {'sinceQueryState':'0','filter':{'undoStatus':'x'},"
                        + "'sort':[{'property':'emailId'}],'maxChanges':10,'upToId':'s1'}",
                "EmailSubmission/set {'ifInState':null,'create':{'s':{'identityId':'i1',"
                        + "'emailId':'$email','envelope':{'mailFrom':{'email':'a@b.test',"
                        + "'parameters':{'HOLDFOR':'9','SMTPUTF8':null}},'rcptTo':[{"
                        + "'email':'c@d.test','parameters':{'NOTIFY':'NEVER'}}]}}},"
                        + "'update':{'s1':{'undoStatus':'canceled'}},'destroy':['none'],"
                        + "'onSuccessUpdateEmail':{'#s':{'keywords/$seen':true}},"
                        + "'onSuccessDestroyEmail':['s2']}",
                "VacationResponse/get {'ids':['singleton'],'properties':['isEnabled']}",
                "VacationResponse/set {'ifInState':null,'create':{'v':{}},'update':{'singleton':"
                        + "{'isEnabled':true,'fromDate':'2026-01-01T00:00:00Z','toDate':null,"
                        + "'subject':'s','textBody':'t','htmlBody':null}},'destroy':['x']}",
                "History/undo {'changes':['h7'],'ifInState':null,'dryRun':true}",
                "History/undo {'range':{'from':'h7','to':'h9'},'dryRun':true}",
                "History/restore {'to':'2100-01-01T00:00:00Z','what':{'ids':['$email']},"
                        + "'removeNewer':false,'dryRun':true}",
                "No/such {'a':1}");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_argument_of_every_wrong_type_is_answered_and_errors_change_nothing(String call) {
        int space = call.indexOf(' ');
        String method = call.substring(0, space);
        String json = fill(call.substring(space + 1).replace('\'', '"'));
        ObjectNode valid = (ObjectNode) JmapSession.JSON.readTree(json);
        valid.put("accountId", session.account());
        assertThat(responses(call(method, valid)).toString())
                .doesNotContain(
                        "invalidArguments", "invalidProperties", "unsupported", "serverFail");
        List<ObjectNode> mutants = Mutations.of(valid);
        for (int from = 0; from < mutants.size(); from += CALLS_A_REQUEST) {
            List<ObjectNode> some =
                    mutants.subList(from, Math.min(mutants.size(), from + CALLS_A_REQUEST));
            var calls = new StringBuilder(fill(STATES));
            for (ObjectNode mutant : some) {
                calls.append(',').append(call(method, mutant)).append(',').append(fill(STATES));
            }
            check(responses(calls.toString()), some);
        }
    }

    /** Responses come as two states, then for each mutant its own and two states. */
    private static void check(JsonNode responses, List<ObjectNode> mutants) {
        assertThat(responses).as(brief(responses.toString())).hasSize(2 + 3 * mutants.size());
        for (int i = 0; i < mutants.size(); i++) {
            int at = 2 + 3 * i;
            JsonNode answer = responses.get(at);
            assertThat(answer.toString())
                    .as("answer to %s", mutants.get(i))
                    .doesNotContain("serverFail", "serverUnavailable", "serverPartialFail");
            if (answer.get(0).asString().equals("error")) {
                assertThat(responses.get(at + 1).at("/1/state"))
                        .as("Mailbox state after %s", mutants.get(i))
                        .isEqualTo(responses.get(at - 2).at("/1/state"));
                assertThat(responses.get(at + 2).at("/1/state"))
                        .as("Email state after %s", mutants.get(i))
                        .isEqualTo(responses.get(at - 1).at("/1/state"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "notJSON | {",
                "notJSON | ``",
                "notJSON | {\"using\":[],\"using\":[],\"methodCalls\":[]}",
                "notRequest | []",
                "notRequest | null",
                "notRequest | {\"using\":7,\"methodCalls\":[]}",
                "notRequest | {\"using\":[7],\"methodCalls\":[]}",
                "notRequest | {\"using\":[],\"methodCalls\":{}}",
                "notRequest | {\"using\":[],\"methodCalls\":[[\"Core/echo\",{}]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[[\"Core/echo\",[],\"0\"]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[[1,{},\"0\"]]}",
                "notRequest | {\"using\":[],\"methodCalls\":[],\"createdIds\":[]}",
                "unknownCapability | {\"using\":[\"urn:no:such\"],\"methodCalls\":[]}",
            })
    void a_request_that_is_none_is_a_problem(String type, String body) {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).as(body).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
        assertThat(response.body()).contains("urn:ietf:params:jmap:error:" + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Email/get", "Mailbox/get", "Thread/get", "Email/set", "Mailbox/set"})
    void nearly_ten_megabytes_of_ids_are_too_many(String method) {
        var ids = new StringBuilder("[\"e1\"");
        for (int i = 0; ids.length() < 9_800_000; i++) {
            ids.append(",\"e").append(i).append('"');
        }
        String argument = method.endsWith("set") ? "destroy" : "ids";
        String arguments =
                "{\"accountId\":\"$account\",\"" + argument + "\":" + ids.append("]}").toString();
        JsonNode answer = responses("[\"" + method + "\"," + fill(arguments) + ",\"0\"]").get(0);
        assertThat(answer.at("/1/type").asString()).isEqualTo("requestTooLarge");
    }

    @Test
    void filters_nested_to_the_bound_are_answered() {
        for (int depth : List.of(10, 60, 110)) {
            String filter =
                    "{\"operator\":\"NOT\",\"conditions\":[".repeat(depth)
                            + "{\"text\":\"x\"}"
                            + "]}".repeat(depth);
            HttpResponse<String> response =
                    post(
                            request(
                                    fill("[\"Email/query\",{\"accountId\":\"$account\",\"filter\":")
                                            + filter
                                            + "},\"0\"]"));
            assertThat(response.statusCode()).isIn(200, 400);
            assertThat(response.body()).doesNotContain("serverFail");
        }
    }

    @Test
    void references_in_a_loop_to_themselves_or_later_calls_are_invalid() {
        String loop = "{\"#ids\":{\"resultOf\":\"%s\",\"name\":\"%s\",\"path\":\"%s\"}}";
        JsonNode answers =
                responses(
                        "[\"Email/get\","
                                + loop.formatted("0", "Email/get", "/list/*/id")
                                + ",\"0\"],[\"Email/get\","
                                + loop.formatted("2", "Thread/get", "/list/*/emailIds")
                                + ",\"1\"],[\"Thread/get\","
                                + loop.formatted("1", "Email/get", "/list/*/threadId")
                                + ",\"2\"]");
        assertThat(answers).hasSize(3);
        answers.forEach(
                it -> assertThat(it.at("/1/type").asString()).isEqualTo("invalidResultReference"));
    }

    @Test
    void an_upload_that_breaks_off_is_no_upload() throws Exception {
        String before = session.call("Quota/get", "{\"ids\":null}").toString();
        String head =
                "POST /jmap/upload/"
                        + session.account()
                        + "/ HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + AUTHORIZATION
                        + "\r\nContent-Type: message/rfc822\r\n";
        for (String body :
                List.of(
                        "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000),
                        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nffff\r\nabc",
                        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n")) {
            URI url = URI.create(server.url());
            try (var socket = new Socket(url.getHost(), url.getPort())) {
                socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        }
        assertThat(session.call("Quota/get", "{\"ids\":null}").toString()).isEqualTo(before);
    }

    @Test
    void clients_that_stop_in_the_middle_hold_nobody_up() throws Exception {
        URI url = URI.create(server.url());
        String head = "POST /jmap/api HTTP/1.1\r\nHost: localhost\r\n";
        String body =
                "Authorization: "
                        + AUTHORIZATION
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
        var stalled = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 60; i++) {
                var socket = new Socket(url.getHost(), url.getPort());
                stalled.add(socket);
                // Fewer stop in a body than the account may have requests at once.
                String text = i < 20 ? head + body : head;
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(session.mailboxByRole("inbox")).isEqualTo(inbox);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void of_a_thousand_changes_at_once_those_acknowledged_are_there_and_no_others()
            throws Exception {
        int before = session.call("Mailbox/get", "{\"ids\":null}").get("list").size();
        var atOnce = new Semaphore(100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 1000; i++) {
                String create =
                        fill("[\"Mailbox/set\",{\"accountId\":\"$account\",\"create\":{\"k\":")
                                + "{\"name\":\"parallel "
                                + i
                                + "\"}}},\"0\"]";
                answers.add(
                        threads.submit(() -> {
                            atOnce.acquire();
                            try {
                                return post(request(create));
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
            ObjectNode destroy = JmapSession.JSON.createObjectNode();
            ArrayNode created = destroy.putArray("destroy");
            for (var answer : answers) {
                HttpResponse<String> response = answer.get();
                assertThat(response.statusCode()).as(response.body()).isIn(200, 429);
                if (response.statusCode() == 200) {
                    JsonNode set = JmapSession.JSON.readTree(response.body());
                    created.add(set.at("/methodResponses/0/1/created/k/id").asString());
                }
            }
            assertThat(created).isNotEmpty();
            assertThat(session.call("Mailbox/get", "{\"ids\":null}").get("list"))
                    .hasSize(before + created.size());
            assertThat(session.call("Mailbox/set", destroy).get("destroyed"))
                    .hasSameSizeAs(created);
        }
    }
}
