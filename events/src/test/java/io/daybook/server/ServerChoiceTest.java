package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerChoiceTest {
    private final List<String> ends = new ArrayList<>();
    private final List<ServerOrigin> started = new ArrayList<>();

    private RunningServer find(
            ServerKind kind, Map<String, String> environment, @Nullable String property) {
        return new ServerChoice(environment, property)
                .find(kind, starts(ServerOrigin.CONTAINER), starts(ServerOrigin.STAND_IN));
    }

    private Supplier<RunningServer> starts(ServerOrigin origin) {
        return () -> {
            started.add(origin);
            var life =
                    new RunningServer.Life() {
                        @Override
                        public void kill() {
                            ends.add("killed");
                        }

                        @Override
                        public void close() {
                            ends.add("closed");
                        }
                    };
            return new RunningServer(origin, "where it is", "its name", life);
        };
    }

    @ParameterizedTest
    @EnumSource
    void one_that_the_environment_names_comes_first_and_is_not_ended(ServerKind kind) {
        var server = find(kind, Map.of(kind.variable(), "there"), "containers");
        assertThat(server.address()).isEqualTo("there");
        assertThat(server.name()).contains(kind.label(), kind.variable());
        assertThat(server.isOwn()).isFalse();
        server.close();
        assertThatIllegalStateException().isThrownBy(server::kill);
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void containers_come_second_for_whoever_asks_for_them(ServerKind kind) {
        var server = find(kind, Map.of(), "containers");
        assertThat(started).containsExactly(ServerOrigin.CONTAINER);
        server.kill();
        server.close();
        assertThat(ends).containsExactly("killed", "closed");
    }

    @ParameterizedTest
    @EnumSource
    void without_a_word_a_stand_in_is_started(ServerKind kind) {
        assertThat(find(kind, Map.of(), null).origin()).isEqualTo(ServerOrigin.STAND_IN);
        assertThat(find(kind, Map.of(kind.variable(), " "), null).origin())
                .isEqualTo(ServerOrigin.STAND_IN);
        assertThat(started).containsOnly(ServerOrigin.STAND_IN).hasSize(2);
    }

    @Test
    void each_server_is_chosen_for_itself() {
        var given = Map.of(ServerKind.MONGODB.variable(), "there");
        assertThat(find(ServerKind.MONGODB, given, "containers").origin())
                .isEqualTo(ServerOrigin.GIVEN);
        assertThat(find(ServerKind.S3, given, "containers").origin())
                .isEqualTo(ServerOrigin.CONTAINER);
    }

    @Test
    void who_borrows_a_server_does_not_end_it() {
        find(ServerKind.S3, Map.of(), "containers").borrowed().close();
        assertThat(ends).isEmpty();
    }

    @Test
    void another_word_is_refused_rather_than_taken_for_stand_ins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(ServerKind.S3, Map.of(), "container"))
                .withMessageContaining("daybook.servers");
    }
}
