package io.daybook.journal.mongo;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.CommitLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document for each commit, with its place in the feed of this node. */
final class MongoCommitLog implements CommitLog {
    /** A document of MongoDB has room for twice as much. */
    private static final long OCTETS = 8L << 20;

    static final Limits LIMITS = new Limits(OCTETS, OCTETS, Integer.MAX_VALUE);

    private final Inserting inserting;
    private final Counters counters;
    private final CommitRows rows;
    private final String node;

    MongoCommitLog(Inserting inserting, Counters counters, CommitRows rows, String node) {
        this.inserting = inserting;
        this.counters = counters;
        this.rows = rows;
        this.node = node;
    }

    @Override
    public void append(List<StoredEvent> events, Instant at) {
        long settled = counters.settled();
        long number = counters.begin(events.size());
        try {
            inserting.insert(
                    Commit.of(events, at)
                            .append(Commit.NODE, node)
                            .append(Commit.COUNTER, number)
                            .append(Commit.SETTLED, settled));
        } finally {
            counters.end(number);
        }
    }

    @Override
    public @Nullable Head head(String stream) {
        return rows.head(stream);
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }
}
