package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Arrivals.Arrival;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that come and go, with several nodes looking on. */
@Tag("servers")
@Timeout(60)
class MongoMovesTest {
    private static final String STREAM = "account:a";
    private static final String USER = "user:alice";

    @AutoClose private final MongoFixture source = new MongoFixture();
    @AutoClose private final MongoFixture target = new MongoFixture();
    private final MongoJournal from = source.node();
    private final MongoJournal here = target.node();
    private final MongoJournal there = target.node();

    private static Throwable failure(CompletableFuture<Void> append) {
        return append.handle((done, failure) ->
                        failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    private List<StoredEvent> written(String stream) {
        MongoAppendTest.append(from, stream, 0, 1, 2).join();
        MongoAppendTest.append(from, stream, 3, 4).join();
        return from.stored().read(stream, 0);
    }

    private Arrival begin(MongoJournal node, String stream) {
        return node.arrivals().begin(stream, from.keys().keyFor(stream));
    }

    private void assertUnseen(MongoJournal node, String stream) {
        assertThat(node.stored().head(stream)).isNull();
        assertThat(node.stored().read(stream, 0)).isEmpty();
        assertThat(node.stored().streams()).doesNotContain(stream);
        assertThat(node.heads().head(stream)).isEqualTo(-1);
    }

    @Test
    void streams_that_arrive_are_seen_by_all_nodes_in_one_moment() {
        var mail = written(STREAM);
        var user = written(USER);
        Arrival first = begin(here, STREAM);
        first.add(mail.subList(0, 2));
        first.add(mail.subList(2, 5));
        Arrival second = begin(here, USER);
        second.add(user);
        assertUnseen(here, STREAM);
        assertUnseen(there, STREAM);
        here.arrivals().open(List.of(first, second));
        for (MongoJournal node : List.of(here, there)) {
            for (String stream : List.of(STREAM, USER)) {
                assertThat(node.heads().head(stream)).isEqualTo(4);
                assertThat(node.check().verify(stream)).isEqualTo(new JournalCheck.Sound(5, true));
            }
        }
        assertThat(target.database().getCollection("arrivals").countDocuments()).isZero();
        MongoAppendTest.append(there, STREAM, 5).join();
    }

    @Test
    void nobody_appends_to_a_stream_that_arrives_and_it_arrives_once_at_a_time() {
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        assertThat(begin(there, STREAM)).isNull();
        assertThat(failure(MongoAppendTest.append(there, STREAM, 0)))
                .isInstanceOf(Unavailable.class);
        here.arrivals().open(List.of(arrival));
        assertThat(begin(there, STREAM)).isNull();
    }

    @Test
    void of_an_arrival_that_is_given_up_nothing_is_left() {
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        here.arrivals().abandon(arrival);
        assertUnseen(there, STREAM);
        assertThat(here.keys().find(STREAM)).isNull();
        assertThat(target.database().getCollection("commits").countDocuments()).isZero();
        assertThat(begin(there, STREAM)).isNotNull();
    }

    @Test
    void events_that_do_not_follow_are_not_taken() {
        var events = written(STREAM);
        Arrival arrival = begin(here, STREAM);
        arrival.add(events.subList(0, 3));
        assertThatThrownBy(() -> arrival.add(events.subList(4, 5)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(arrival.next()).isEqualTo(3);
    }

    @Test
    void a_held_stream_stays_as_it_is_whichever_node_is_asked_until_it_is_released() {
        MongoAppendTest.append(here, STREAM, 0, 1).join();
        MongoAppendTest.append(there, STREAM, 2).join();
        Head head = here.departures().hold(STREAM);
        assertThat(head).extracting(Head::seq).isEqualTo(2L);
        assertThat(there.departures().hold(STREAM)).isNull();
        assertThatThrownBy(() -> here.departures().requireHere(STREAM))
                .isInstanceOf(Unavailable.class);
        assertThat(failure(MongoAppendTest.append(there, STREAM, 3)))
                .isInstanceOf(Unavailable.class);
        assertThat(there.heads().head(STREAM)).isEqualTo(2);
        here.departures().release(STREAM);
        MongoAppendTest.append(there, STREAM, 3).join();
    }

    @Test
    void a_stream_that_left_is_known_to_all_nodes_and_may_come_back() {
        MongoAppendTest.append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        here.departures().leave(STREAM, "https://elsewhere.example");
        ((MongoDepartures) there.departures()).look();
        for (MongoJournal node : List.of(here, there, target.node())) {
            assertThat(node.heads().movedTo(STREAM)).isEqualTo("https://elsewhere.example");
            assertThatThrownBy(() -> node.departures().requireHere(STREAM))
                    .isInstanceOf(AccountMoved.class);
        }
        assertThat(failure(MongoAppendTest.append(there, STREAM, 1)))
                .isInstanceOf(Unavailable.class);
        assertThat(here.departures().comeBack(STREAM)).isTrue();
        assertThat(here.departures().comeBack(STREAM)).isFalse();
        MongoAppendTest.append(there, STREAM, 1).join();
    }

    @Test
    void what_is_left_of_a_hold_that_is_over_keeps_nobody_from_appending() {
        MongoAppendTest.append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        target.database().getCollection("departures").drop();
        MongoAppendTest.append(there, STREAM, 1).join();
    }

    @Test
    void what_closes_a_stream_for_a_new_hold_outlasts_who_met_the_hold_before() {
        MongoAppendTest.append(here, STREAM, 0).join();
        here.departures().hold(STREAM);
        var met =
                target.database()
                        .getCollection("commits")
                        .find(Filters.exists(Commit.CLOSED))
                        .first();
        here.departures().release(STREAM);
        there.departures().hold(STREAM);
        target.database().getCollection("departures").drop();
        // Who met the first one looks for its departure now, and finds none.
        assertThat(((MongoDepartures) here.departures()).isOver(met)).isTrue();
        assertThat(target.database().getCollection("commits").find(Filters.exists(Commit.CLOSED)))
                .hasSize(1);
    }

    /** A node that was only slow comes back to an arrival that another has given up for it. */
    @Test
    void an_arrival_that_was_given_up_elsewhere_does_not_open() {
        var events = written(STREAM);
        Arrival arrival = begin(here, STREAM);
        arrival.add(events.subList(0, 3));
        there.arrivals().abandon(STREAM);
        arrival.add(events.subList(3, 5));
        assertThatThrownBy(() -> here.arrivals().open(List.of(arrival)))
                .isInstanceOf(Unavailable.class);
        assertUnseen(here, STREAM);
        assertThat(target.database().getCollection("commits").countDocuments()).isZero();
        assertThat(target.database().getCollection("arrivals").countDocuments()).isZero();
        Arrival again = begin(there, STREAM);
        again.add(events);
        there.arrivals().open(List.of(again));
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
    }

    @Test
    void an_arrival_that_opens_is_not_given_up() {
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        var mark = target.database().getCollection("arrivals").find().first();
        target.database()
                .getCollection("arrivals")
                .insertOne(
                        new Document("_id", "opening")
                                .append("opens", List.of(mark.getString(Commit.ARRIVAL))));
        there.arrivals().abandon(STREAM);
        assertThat(here.heads().head(STREAM)).isEqualTo(4);
    }

    @Test
    void a_hold_is_ended_by_any_node_and_the_node_that_had_it_hears_of_it() throws Exception {
        MongoAppendTest.append(here, STREAM, 0).join();
        assertThat(here.departures().hold(STREAM)).isNotNull();
        there.departures().release(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isTrue();
        assertThat(there.departures().isHeld(STREAM)).isFalse();
        there.departures().free(STREAM);
        assertThat(here.departures().isHeld(STREAM)).isFalse();
        MongoAppendTest.append(there, STREAM, 1).join();
        awaitHere(here);
        MongoAppendTest.append(here, STREAM, 2).join();
        assertThatThrownBy(() -> here.departures().leave(STREAM, "elsewhere"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(there.departures().hold(STREAM)).isNotNull();
        there.departures().leave(STREAM, "elsewhere");
        here.departures().free(STREAM);
        assertThat(there.departures().leftTo(STREAM)).isEqualTo("elsewhere");
    }

    /** A node looks at every beat. */
    private static void awaitHere(MongoJournal node) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                node.departures().requireHere(STREAM);
                return;
            } catch (Unavailable e) {
                assertThat(System.nanoTime()).isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Test
    void what_another_node_brings_is_told_from_what_nobody_brings() {
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
        Arrival arrival = begin(here, STREAM);
        arrival.add(written(STREAM));
        assertThat(there.arrivals().isElsewhere(STREAM)).isTrue();
        assertThat(here.arrivals().isElsewhere(STREAM)).isFalse();
        here.arrivals().open(List.of(arrival));
        assertThat(there.arrivals().isElsewhere(STREAM)).isFalse();
    }
}
