package io.daybook.journal.axonserver;

import static io.daybook.journal.engine.ArrivalsContract.KEY;
import static io.daybook.journal.engine.ArrivalsContract.USER;
import static io.daybook.journal.engine.ArrivalsContract.assertUnseen;
import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.failure;
import static io.daybook.journal.engine.TestEvents.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that come and go, where the log and the registry tell it. */
@Tag("cluster")
@Timeout(60)
class AxonServerMovesTest {
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();
    private final AxonServerJournal here = fixture.node();
    private final AxonServerJournal there = fixture.node();

    private Arrival begun(String stream) {
        Arrival arrival = here.arrivals().begin(stream, KEY);
        arrival.add(stored(stream, KEY, 5));
        return arrival;
    }

    @Test
    void an_event_that_came_too_late_before_an_arrival_is_acknowledged_to_nobody_and_unseen() {
        // As if this node had looked for an arrival before that one began.
        Arrival arrival = begun(STREAM);
        there.log().write(stored(STREAM, KEY, 1), STREAM, false);
        assertUnseen(there, STREAM);
        here.arrivals().open(List.of(arrival));
        assertThat(there.check().verify(STREAM)).isEqualTo(new JournalCheck.Sound(5, true));
        assertThat(there.heads().head(STREAM)).isEqualTo(4);
    }

    private MongoCollection<Document> arrivals() {
        return fixture.database().getCollection("arrivals");
    }

    @Test
    void what_a_node_was_opening_when_it_died_is_opened_by_the_next_who_starts() {
        here.arrivals().open(List.of(begun(STREAM)));
        assertThat(arrivals().find(Filters.exists("announced"))).isEmpty();
        assertThat(arrivals().find(Filters.exists("open"))).isEmpty();
        // As it was before the last step of the opening, by a node that is gone.
        var dead = begun(USER);
        Document mark = arrivals().findOneAndUpdate(Filters.eq(USER), Updates.set("by", "dead"));
        arrivals()
                .insertOne(
                        new Document("_id", "opening")
                                .append("by", "dead")
                                .append("opens", List.of(mark.getString("arrival")))
                                .append(
                                        "streams",
                                        List.of(
                                                new Document("stream", USER)
                                                        .append(
                                                                "arrival",
                                                                mark.getString("arrival"))
                                                        .append("seq", 4L)
                                                        .append(
                                                                "hash",
                                                                new Binary(dead.lastHash()))))
                                .append("announced", false));
        assertUnseen(there, USER);
        there.arrivals().recover();
        assertThat(there.check().verify(USER)).isEqualTo(new JournalCheck.Sound(5, true));
        assertThat(here.stored().streams()).contains(STREAM, USER);
        assertThat(there.arrivals().cutOff()).isEmpty();
    }

    @Test
    void whoever_has_not_heard_of_a_hold_is_told_before_the_answer() {
        append(there, STREAM, 0).join();
        // The registry alone: no node has looked since.
        fixture.database()
                .getCollection("departures")
                .insertOne(
                        new Document("_id", STREAM).append("by", "somebody").append("hold", "h"));
        assertThat(failure(there, STREAM, 1)).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_hold_that_another_node_has_ended_lets_nothing_leave() {
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        fixture.database().getCollection("departures").drop();
        assertThat(there.departures().hold(STREAM)).isNotNull();
        assertThatThrownBy(() -> here.departures().leave(STREAM, "https://elsewhere.example"))
                .isInstanceOf(IllegalStateException.class);
        there.departures().leave(STREAM, "https://there.example");
        assertThat(there.heads().movedTo(STREAM)).isEqualTo("https://there.example");
    }

    @Test
    void what_another_node_brings_is_told_from_what_nobody_brings() {
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
        Arrival arrival = begun(STREAM);
        assertThat(there.arrivals().isElsewhere(STREAM)).isTrue();
        assertThat(here.arrivals().isElsewhere(STREAM)).isFalse();
        here.arrivals().open(List.of(arrival));
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
    }
}
