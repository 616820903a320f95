package io.daybook.journal.mongo;

import static io.daybook.journal.engine.ArrivalsContract.KEY;
import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left in the database of streams that come and go. */
@Tag("servers")
@Timeout(60)
class MongoMovesTest {
    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal here = fixture.node();
    private final MongoJournal there = fixture.node();

    private Arrival begun() {
        Arrival arrival = here.arrivals().begin(STREAM, KEY);
        arrival.add(stored(STREAM, KEY, 5));
        return arrival;
    }

    @Test
    void of_an_arrival_that_is_given_up_nothing_is_left() {
        here.arrivals().abandon(begun());
        assertThat(fixture.database().getCollection("commits").countDocuments()).isZero();
        assertThat(fixture.database().getCollection("arrivals").countDocuments()).isZero();
    }

    @Test
    void what_was_appended_before_the_first_event_came_can_be_read_after_the_arrival() {
        Arrival arrival = here.arrivals().begin(STREAM, KEY);
        append(there, STREAM, 0).join();
        here.arrivals().abandon(arrival);
        assertThat(fixture.node().check().verify(STREAM))
                .isEqualTo(new JournalCheck.Sound(1, true));
    }

    @Test
    void of_an_arrival_that_was_opened_only_its_events_are_left() {
        here.arrivals().open(List.of(begun()));
        assertThat(fixture.database().getCollection("arrivals").countDocuments()).isZero();
    }

    @Test
    void what_is_left_of_a_hold_that_is_over_keeps_nobody_from_appending() {
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        fixture.database().getCollection("departures").drop();
        append(there, STREAM, 1).join();
    }

    @Test
    void what_closes_a_stream_for_a_new_hold_outlasts_who_met_the_hold_before() {
        append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        var met =
                fixture.database()
                        .getCollection("commits")
                        .find(Filters.exists(Commit.CLOSED))
                        .first();
        here.departures().release(STREAM);
        there.departures().hold(STREAM);
        fixture.database().getCollection("departures").drop();
        // Who met the first one looks for its departure now, and finds none.
        assertThat(((MongoDepartures) here.departures()).isOver(met)).isTrue();
        assertThat(fixture.database().getCollection("commits").find(Filters.exists(Commit.CLOSED)))
                .hasSize(1);
    }

    @Test
    void an_arrival_that_opens_is_not_given_up() {
        begun();
        var mark = fixture.database().getCollection("arrivals").find().first();
        fixture.database()
                .getCollection("arrivals")
                .insertOne(
                        new Document("_id", "opening")
                                .append("opens", List.of(mark.getString(Commit.ARRIVAL))));
        there.arrivals().abandon(STREAM);
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
    }

    @Test
    void what_another_node_brings_is_told_from_what_nobody_brings() {
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
        Arrival arrival = begun();
        assertThat(there.arrivals().isElsewhere(STREAM)).isTrue();
        assertThat(here.arrivals().isElsewhere(STREAM)).isFalse();
        here.arrivals().open(List.of(arrival));
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
    }
}
