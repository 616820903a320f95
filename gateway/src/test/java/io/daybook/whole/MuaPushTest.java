package io.daybook.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rs.ltt.jmap.client.JmapClient;
import rs.ltt.jmap.client.event.EventSourcePushService;
import rs.ltt.jmap.client.event.PushService;
import rs.ltt.jmap.client.event.WebSocketPushService;
import rs.ltt.jmap.common.entity.Email;
import rs.ltt.jmap.common.entity.StateChange;

/** A Java client that nobody here wrote is pushed to, over EventSource and over WebSocket. */
class MuaPushTest {
    private static final int CHANGES = 20;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_change_reaches_the_client_with_the_state_of_a_get(boolean webSocket, @TempDir Path data)
            throws Exception {
        try (var server = ServerProcess.start(data);
                var client =
                        new JmapClient(
                                ServerProcess.USER,
                                ServerProcess.PASSWORD,
                                HttpUrl.get(server.url() + "/.well-known/jmap"))) {
            client.setUseWebSocket(webSocket);
            var told = new LinkedBlockingQueue<StateChange>();
            PushService push = client.monitorEvents(told::add).get(30, TimeUnit.SECONDS);
            assertThat(push)
                    .isInstanceOf(
                            webSocket ? WebSocketPushService.class : EventSourcePushService.class);
            JmapSession session = server.session();
            StateChange change = changesUntilTold(session, told);
            String state = state(change, session);
            for (int i = 0; i < CHANGES && !state.equals(session.emailState()); i++) {
                change = told.poll(10, TimeUnit.SECONDS);
                assertThat(change).as("the last change is told too").isNotNull();
                state = state(change, session);
            }
            assertThat(state).isEqualTo(session.emailState());
        }
    }

    /** The client does not say when it listens, so changes are made until one is told. */
    private static StateChange changesUntilTold(
            JmapSession session, LinkedBlockingQueue<StateChange> told) throws Exception {
        String inbox = session.mailboxByRole("inbox");
        for (int i = 0; i < CHANGES; i++) {
            session.call(
                    "Email/set",
                    "{\"create\": {\"k\": {\"mailboxIds\": {\"" + inbox + "\": true}}}}");
            StateChange change = told.poll(3, TimeUnit.SECONDS);
            if (change != null) {
                return change;
            }
        }
        throw new AssertionError("no change was told");
    }

    private static String state(StateChange change, JmapSession session) {
        assertThat(change.getChanged()).containsKey(session.account());
        return change.getChanged().get(session.account()).getOrDefault(Email.class, "");
    }
}
