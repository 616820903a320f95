package io.daybook.journal.mongo;

import static io.daybook.journal.engine.TestEvents.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ends of several streams on one way. */
@Tag("servers")
@Timeout(60)
class MongoHeadsTest {
    private static final String USER = "user:a";
    private static final String ONE = "account:one";
    private static final String TWO = "account:two";

    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();
    private final MongoJournal there = fixture.node();

    @BeforeEach
    void appendSome() {
        append(here, USER, 0, 1).join();
        append(here, ONE, 0).join();
        append(here, TWO, 0, 1, 2).join();
        fixture.driver().forget();
    }

    private Map<String, Long> heads(String... others) {
        var heads = new HashMap<String, Long>();
        heads.put(USER, here.heads().head(USER, List.of(others), heads::put));
        return heads;
    }

    @Test
    void the_ends_of_streams_that_are_known_are_one_query_and_those_of_now() {
        append(there, USER, 2).join();
        append(there, ONE, 1, 2).join();
        append(there, ONE, 3).join();
        fixture.driver().forget();
        assertThat(heads(ONE, TWO)).isEqualTo(Map.of(USER, 2L, ONE, 3L, TWO, 2L));
        assertThat(fixture.driver().commands()).containsExactly("find commits");
    }

    @Test
    void of_a_stream_whose_end_is_not_known_nothing_is_told_beside() {
        here.ends().forget(TWO);
        assertThat(heads(ONE, TWO, "account:none")).isEqualTo(Map.of(USER, 1L, ONE, 0L));
        assertThat(fixture.driver().commands()).containsExactly("find commits");
        here.ends().forget(USER);
        assertThat(heads(ONE)).isEqualTo(Map.of(USER, 1L));
    }

    @Test
    void streams_that_have_gone_on_for_long_are_asked_alone() {
        for (long seq = 1; seq <= 70; seq++) {
            append(there, ONE, seq).join();
        }
        append(there, USER, 2).join();
        assertThat(heads(ONE)).isEqualTo(Map.of(USER, 2L));
        assertThat(here.heads().head(ONE)).isEqualTo(70);
        assertThat(heads(ONE)).isEqualTo(Map.of(USER, 2L, ONE, 70L));
    }

    @Test
    void a_stream_that_is_held_ends_where_it_ended() {
        there.departures().hold(ONE);
        assertThat(heads(ONE)).isEqualTo(Map.of(USER, 1L, ONE, 0L));
    }

    @Test
    void a_stream_that_is_shorter_than_it_was_known_is_asked_alone() {
        append(here, USER, 2).join();
        fixture.database()
                .getCollection("commits")
                .deleteOne(new Document("_id", Commit.id(USER, 2)));
        assertThat(heads(ONE)).isEqualTo(Map.of(USER, 1L, ONE, 0L));
    }
}
