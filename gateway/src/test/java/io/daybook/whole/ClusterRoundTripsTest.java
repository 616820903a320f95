package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.daybook.core.GetFollowers;
import io.daybook.gateway.WholeServer;
import io.daybook.view.Followers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How often a node goes to MongoDB and back to answer one JMAP request. */
@Tag("cluster")
class ClusterRoundTripsTest {
    private static final int EMAILS = 50;

    private static final Commands COMMANDS = new Commands();
    private static ClusterServers servers;
    private static WholeServer node;
    private static JmapSession session;
    private static String inbox;
    private static final List<String> IDS = new ArrayList<>();

    /** What is asked of MongoDB for requests; what followers do at leisure is not counted. */
    private static final class Commands implements CommandListener {
        private static final Pattern AT_LEISURE =
                Pattern.compile(
                        "daybook-(follow|sweep|hints|beat|shares|snapshots|anchor|cut-off-imports"
                                + "|[a-z]+-sweep).*");
        private static final Pattern STREAM = Pattern.compile("\"_id.stream\": \"([a-z]+):");
        final List<String> seen = new CopyOnWriteArrayList<>();
        final List<String> ofFollowers = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            String thread = Thread.currentThread().getName();
            if (!AT_LEISURE.matcher(thread).matches()) {
                seen.add(described(event));
            } else if (thread.startsWith("daybook-follow")) {
                ofFollowers.add(described(event));
            }
        }

        private static String described(CommandStartedEvent event) {
            var command = event.getCommand();
            var collection = command.get(event.getCommandName());
            String name = collection.isString() ? collection.asString().getValue() : "";
            String views = name.replaceAll("\\.[0-9]+$", "");
            return event.getCommandName() + " " + views + stream(command);
        }

        /** The kinds of the streams whose ends are looked for, if that is asked. */
        private static String stream(BsonDocument command) {
            var filter = command.get("filter");
            return filter == null
                    ? ""
                    : STREAM.matcher(filter.toString())
                            .results()
                            .map(one -> " " + one.group(1))
                            .sorted(Comparator.reverseOrder())
                            .collect(Collectors.joining());
        }
    }

    @BeforeAll
    static void start() {
        servers = new ClusterServers();
        node =
                WholeServer.start(
                        servers.product("counted"),
                        Clock.systemUTC(),
                        null,
                        Map.of("counting", COMMANDS));
        node.user("alice@example.test", "secret");
        session = JmapSession.open(node.url(), "alice@example.test", "secret");
        inbox = session.mailboxByRole("inbox");
        for (int i = 0; i < EMAILS; i++) {
            String text = "From: a@b.test\r\nSubject: Number " + i + "\r\n\r\nHello\r\n";
            IDS.add(session.importMessage(text.getBytes(StandardCharsets.US_ASCII), inbox));
        }
        session.call("Email/query", "{}");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        servers.close();
    }

    private interface Request {
        JsonNode send();
    }

    private static List<String> during(Request request) {
        awaitRest();
        COMMANDS.seen.clear();
        request.send();
        return List.copyOf(COMMANDS.seen);
    }

    /** Until all views are where the streams are. */
    private static void awaitRest() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (behind() > 0) {
            assertThat(System.nanoTime()).as("followers come to rest").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static long behind() {
        return node.bean(Followers.class).standings().stream()
                .mapToLong(GetFollowers.Standing::eventsBehind)
                .sum();
    }

    private static JsonNode flag(String keyword) {
        ObjectNode set = JmapSession.JSON.createObjectNode();
        ObjectNode update = set.putObject("update");
        IDS.forEach(id -> update.putObject(id).put("keywords/" + keyword, true));
        JsonNode answer = session.call("Email/set", set);
        assertThat(answer.get("updated")).hasSize(EMAILS);
        return answer;
    }

    /**
     * Each request looks whether the user's secret is still good, and on the same way where the
     * user's account ends: see {@code Verified}.
     */
    private static final String SIGN_IN = "find commits user account";

    @Test
    void a_set_of_50_emails_is_one_append() {
        flag("$seen");
        assertThat(during(() -> flag("$flagged"))).containsExactly(SIGN_IN, "insert commits");
    }

    @Test
    void followers_of_what_this_node_appended_ask_nothing_of_the_journal() {
        awaitRest();
        COMMANDS.ofFollowers.clear();
        flag("$junk");
        awaitRest();
        assertThat(COMMANDS.ofFollowers)
                .contains("update view.places")
                .noneMatch(command -> command.contains("commits"));
    }

    private static byte[] message(String subject) {
        return ("From: a@b.test\r\nSubject: " + subject + "\r\n\r\nHello " + subject + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonNode importAll(List<String> blobs) {
        ObjectNode arguments = JmapSession.JSON.createObjectNode();
        ObjectNode emails = arguments.putObject("emails");
        for (String blob : blobs) {
            ObjectNode email = emails.putObject("k" + emails.size()).put("blobId", blob);
            email.putObject("mailboxIds").put(inbox, true);
        }
        JsonNode answer = session.call("Email/import", arguments);
        assertThat(answer.get("created")).hasSize(blobs.size());
        return answer;
    }

    private static List<String> upload(int count, String subject) {
        return IntStream.range(0, count)
                .mapToObj(i -> session.upload(message(subject + " " + i)))
                .toList();
    }

    @Test
    void an_upload_of_new_octets_holds_them_says_where_they_are_and_links_to_them() {
        assertThat(during(() -> JmapSession.JSON.valueToTree(upload(1, "upload"))))
                .containsExactly(
                        SIGN_IN,
                        "find blobLinks",
                        "insert blobLinks",
                        "find blobs",
                        "insert blobs",
                        "update blobLinks");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void an_import_of_however_many_uploads_is_eight_commands(int count) {
        var blobs = upload(count, "import of " + count);
        assertThat(during(() -> importAll(blobs)))
                .containsExactly(
                        SIGN_IN,
                        "find blobLinks",
                        "find blobs",
                        "update blobs",
                        "update blobLinks",
                        "find blobsBeside",
                        "update blobsBeside",
                        "insert commits");
    }

    @Test
    void a_download_is_the_sign_in_the_link_and_the_place_of_the_octets() {
        String blob = upload(1, "opened").getFirst();
        importAll(List.of(blob));
        assertThat(during(() -> JmapSession.JSON.valueToTree(session.download(blob).length)))
                .containsExactly(SIGN_IN, "find blobLinks", "find blobs");
    }

    @Test
    void a_set_that_changes_nothing_is_one_look_at_the_journal() {
        flag("$answered");
        assertThat(during(() -> flag("$answered")))
                .containsExactly(SIGN_IN, "find commits account");
    }

    @Test
    void a_query_and_a_get_of_50_emails_are_the_sign_in_and_one_look_at_the_views() {
        String account = session.account();
        Request request =
                () -> {
                    JsonNode answers =
                            session.request(
                                    (ArrayNode)
                                            JmapSession.JSON.readTree(
                                                    """
                                                    [["Email/query", {"accountId": "%s", "limit": 50,
                                                        "sort": [{"property": "receivedAt", "isAscending": false}]}, "q"],
                                                     ["Email/get", {"accountId": "%s",
                                                        "properties": ["subject", "from", "keywords", "preview"],
                                                        "#ids": {"resultOf": "q", "name": "Email/query", "path": "/ids"}}, "g"]]
                                                    """
                                                            .formatted(account, account)));
                    assertThat(answers.at("/1/1/list")).hasSize(EMAILS);
                    return answers;
                };
        request.send();
        assertThat(during(request)).containsExactly(SIGN_IN, "find view.mail");
    }
}
