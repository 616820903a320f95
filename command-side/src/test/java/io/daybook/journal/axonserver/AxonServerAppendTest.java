package io.daybook.journal.axonserver;

import static io.daybook.journal.engine.TestEvents.STREAM;
import static io.daybook.journal.engine.TestEvents.append;
import static io.daybook.journal.engine.TestEvents.awaitQuiet;
import static io.daybook.journal.engine.TestEvents.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Unavailable;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.engine.CommitLog;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.LogFaults;
import io.daybook.journal.engine.LogJournalContract;
import io.daybook.journal.engine.SequenceTaken;
import io.daybook.server.axon.AxonServerDouble;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Appends over connections that end, against a stand-in that can be made to. */
@Tag("cluster")
@Timeout(60)
class AxonServerAppendTest implements LogJournalContract {
    private final AxonServerDouble server = new AxonServerDouble();
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture(server);
    private final AxonServerJournal here = fixture.node();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }

    @Override
    public CommitLog.Limits limits() {
        return AxonServerLog.LIMITS;
    }

    @Override
    public LogFaults faults() {
        return new LogFaults() {
            @Override
            public void stop() {
                server.faults().stop();
            }

            @Override
            public void awaitHeld() throws InterruptedException {
                server.faults().awaitHeld();
            }

            @Override
            public void go() {
                server.faults().go();
            }

            @Override
            public void loseRequests(int count) {
                server.faults().lostRequests.set(count);
            }

            @Override
            public void loseAnswers(int count) {
                server.faults().lostAnswers.set(count);
            }

            @Override
            public int toLose() {
                return server.faults().lostRequests.get() + server.faults().lostAnswers.get();
            }

            @Override
            public long commits() {
                return server.faults().calls().stream().filter("append"::equals).count();
            }
        };
    }

    private JournalCheck.Result verify() {
        return here.check().verify(STREAM);
    }

    @Test
    void a_server_that_is_started_again_is_found_again() {
        append(here, STREAM, 0).join();
        server.restart();
        append(here, STREAM, 1).join();
        assertThat(here.heads().head(STREAM)).isEqualTo(1);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void a_server_that_does_not_answer_fails_the_append_in_time_and_all_behind_it() {
        append(here, STREAM, 0).join();
        server.proxy().pause();
        var first = append(here, STREAM, 1);
        var behind = append(here, STREAM, 2);
        assertThat(failure(first)).isInstanceOf(Unavailable.class);
        assertThat(failure(behind)).isInstanceOf(Unavailable.class);
        server.proxy().restore();
        awaitQuiet(here, STREAM);
        // What could not be said then is true now, whatever became of the event.
        long head = here.heads().head(STREAM);
        append(here, STREAM, head + 1).join();
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(head + 2, true));
    }

    @Test
    void an_old_stream_is_not_begun_again_although_the_server_would_take_its_first_event() {
        append(here, STREAM, 0).join();
        append(here, STREAM, 1).join();
        server.age();
        AxonServerJournal there = fixture.node();
        there.ends().seen(STREAM, Ends.NONE);
        assertThat(failure(there, STREAM, 0)).isInstanceOf(SequenceTaken.class);
        assertThat(verify()).isEqualTo(new JournalCheck.Sound(2, true));
    }

    @Test
    void an_append_to_a_known_stream_asks_the_server_once_and_the_database_once() {
        append(here, STREAM, 0).join();
        server.faults().forget();
        fixture.mongo().driver().forget();
        append(here, STREAM, 1, 2, 3).join();
        assertThat(server.faults().calls()).containsExactly("append");
        assertThat(fixture.mongo().driver().exactReads()).containsExactly("departures");
    }
}
