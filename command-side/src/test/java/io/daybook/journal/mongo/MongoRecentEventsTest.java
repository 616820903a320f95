package io.daybook.journal.mongo;

import static io.daybook.journal.engine.TestEvents.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.journal.StreamErased;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.journal.engine.TestEvents;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a node has just appended is read without a way to the database, and is what is there. */
@Tag("servers")
@Timeout(60)
class MongoRecentEventsTest {
    private static final String STREAM = "account:a";

    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();
    private final MongoJournal there = fixture.node();

    @BeforeEach
    void appendSome() {
        append(here, STREAM, 0).join();
        append(here, STREAM, 1, 2).join();
        append(here, STREAM, 3).join();
        fixture.driver().forget();
    }

    private static List<String> read(MongoJournal node, long from) {
        return node.parts().streams().read(STREAM, from).map(TestEvents::described).toList();
    }

    private long ways() {
        return fixture.driver().commands().stream().filter("find commits"::equals).count();
    }

    @Test
    void what_this_node_appended_is_read_from_memory_and_is_what_another_reads() {
        var own = List.of(read(here, 0), read(here, 2), read(here, 3));
        assertThat(ways()).isZero();
        assertThat(own).isEqualTo(List.of(read(there, 0), read(there, 2), read(there, 3)));
        assertThat(ways()).isEqualTo(3);
    }

    @Test
    void what_another_node_appended_in_between_is_never_passed_over() {
        append(there, STREAM, 4).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
        append(here, STREAM, 5).join();
        fixture.driver().forget();
        assertThat(read(here, 5)).hasSize(1);
        assertThat(ways()).isZero();
        assertThat(read(here, 2)).hasSize(4).isEqualTo(read(there, 2));
        assertThat(read(here, 4)).hasSize(2);
        assertThat(ways()).isEqualTo(3);
    }

    @Test
    void no_read_ends_before_an_end_that_was_seen() {
        append(there, STREAM, 4, 5).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(5);
        assertThat(read(here, 1)).hasSize(5);
        append(there, STREAM, 6).join();
        assertThat(here.heads().head("user:b", List.of(STREAM), (_, _) -> {})).isEqualTo(-1);
        append(here, "user:b", 0).join();
        here.heads().head("user:b", List.of(STREAM), (_, _) -> {});
        assertThat(read(here, 1)).hasSize(6);
    }

    @Test
    void what_was_not_appended_is_not_read() {
        append(there, STREAM, 4).join();
        assertThatThrownBy(() -> append(here, STREAM, 4).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SequenceTaken.class);
        assertThat(read(here, 3)).hasSize(2).isEqualTo(read(there, 3));
    }

    @Test
    void a_stream_whose_key_was_destroyed_is_not_read_from_memory() {
        here.keys().destroy(STREAM);
        assertThatThrownBy(() -> read(here, 0)).isInstanceOf(StreamErased.class);
    }
}
