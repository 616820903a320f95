package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.gateway.WholeServer;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A node whose users and accounts another one changes: the next request knows of it. */
@Tag("cluster")
class ClusterSignInTest {
    private static final String ALICE = "alice@example.test";
    private static final String BOB = "bob@example.test";
    private static final int ROUNDS = 10;

    private static ClusterServers servers;
    private static WholeServer here;
    private static WholeServer there;

    @BeforeAll
    static void start() {
        servers = new ClusterServers();
        here = WholeServer.start(servers.product("here"), Clock.systemUTC(), null, Map.of());
        there = WholeServer.start(servers.product("there"), Clock.systemUTC(), null, Map.of());
        here.user(ALICE, "secret 0");
        here.user(BOB, "secret");
    }

    @AfterAll
    static void stop() {
        if (here != null) {
            here.close();
        }
        if (there != null) {
            there.close();
        }
        servers.close();
    }

    @Test
    void a_password_that_another_node_changed_is_good_for_no_further_request() {
        for (int i = 1; i <= ROUNDS; i++) {
            there.user(ALICE, "secret " + i);
            JmapSession session = JmapSession.open(here.url(), ALICE, "secret " + i);
            session.call("Mailbox/get", "{\"ids\": null}");
            session.call("Mailbox/get", "{\"ids\": null}");
            there.user(ALICE, "another");
            assertThatThrownBy(() -> session.call("Mailbox/get", "{\"ids\": null}"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("401");
        }
    }

    @Test
    void an_account_that_another_node_closed_is_not_there_for_the_next_request() {
        JmapSession bob = JmapSession.open(here.url(), BOB, "secret");
        String account = here.user(ALICE, "another").value();
        var calls =
                (ArrayNode)
                        JmapSession.JSON.readTree(
                                "[[\"Mailbox/get\", {\"accountId\": \"%s\", \"ids\": null}, \"0\"]]"
                                        .formatted(account));
        for (int i = 1; i <= ROUNDS; i++) {
            there.access().open(ALICE, BOB, true);
            assertThat(bob.request(calls).at("/0/1/list")).isNotEmpty();
            assertThat(bob.request(calls).at("/0/1/list")).isNotEmpty();
            there.access().close(ALICE, BOB);
            assertThat(bob.request(calls).at("/0/1/type").asString()).isEqualTo("accountNotFound");
        }
    }

    @Test
    void what_another_node_has_acknowledged_is_in_the_next_answer() {
        JmapSession reader = JmapSession.open(here.url(), BOB, "secret");
        JmapSession writer = JmapSession.open(there.url(), BOB, "secret");
        for (int i = 1; i <= ROUNDS; i++) {
            String name = "Work " + i;
            writer.call("Mailbox/set", "{\"create\": {\"k\": {\"name\": \"" + name + "\"}}}");
            assertThat(reader.call("Mailbox/get", "{\"ids\": null}").get("list"))
                    .extracting((JsonNode mailbox) -> mailbox.get("name").asString())
                    .contains(name);
        }
    }
}
