package io.daybook.journal.engine;

import io.daybook.journal.Contracts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A journal that does nothing fails every test of the contracts of its ports. */
class JournalContractsTest {
    private static final JournalNodes NODES = new NoNodes();

    private static final class NoNodes implements JournalNodes {
        private final OpenJournal only = new NoJournal();

        @Override
        public OpenJournal node() {
            return only;
        }

        @Override
        public OpenJournal after(OpenJournal gone) {
            return only;
        }

        @Override
        public void look(OpenJournal node) {}
    }

    @Test
    void events_that_are_not_stored() {
        StoredEventsContract nothing = () -> NODES;
        Contracts.assertNothingIsNotEnough(StoredEventsContract.class, nothing);
    }

    @Test
    void heads_that_are_not_known() {
        var nothing =
                new StreamHeadsContract() {
                    @Override
                    public JournalNodes nodes() {
                        return NODES;
                    }

                    @Override
                    public Duration patience() {
                        return Duration.ZERO;
                    }
                };
        Contracts.assertNothingIsNotEnough(StreamHeadsContract.class, nothing);
    }

    @Test
    void streams_that_do_not_arrive() {
        ArrivalsContract nothing = () -> NODES;
        Contracts.assertNothingIsNotEnough(ArrivalsContract.class, nothing);
    }

    @Test
    void streams_that_do_not_leave() {
        DeparturesContract nothing = () -> NODES;
        Contracts.assertNothingIsNotEnough(DeparturesContract.class, nothing);
    }

    @Test
    void a_log_that_keeps_nothing() {
        Contracts.assertNothingIsNotEnough(LogJournalContract.class, new NoLog());
    }

    private static final class NoLog implements LogJournalContract, LogFaults {
        @Override
        public JournalNodes nodes() {
            return NODES;
        }

        @Override
        public LogFaults faults() {
            return this;
        }

        @Override
        public CommitLog.Limits limits() {
            return new CommitLog.Limits(1 << 20, 1 << 20, 100);
        }

        @Override
        public void stop() {}

        @Override
        public void awaitHeld() {}

        @Override
        public void go() {}

        @Override
        public void loseRequests(int count) {}

        @Override
        public void loseAnswers(int count) {}

        @Override
        public int toLose() {
            return 0;
        }

        @Override
        public long commits() {
            return 0;
        }
    }
}
