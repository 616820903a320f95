package io.daybook.journal.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.daybook.core.Unavailable;
import io.daybook.journal.engine.SequenceTaken;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * Inserts commits. When an answer does not come, the insert may have happened or not: it is
 * repeated until one comes, and a commit that is there already is ours if it has our hash, which
 * nobody else can have.
 */
final class Inserting {
    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    private final MongoCollection<Document> commits;
    private final Openings openings;
    private final Duration patience;
    private Predicate<Document> isOver = closing -> false;

    /**
     * @param patience after which no new attempt is made
     */
    Inserting(JournalCollections collections, Openings openings, Duration patience) {
        commits = collections.commits();
        this.openings = openings;
        this.patience = patience;
    }

    /**
     * @param over lets a closed stream go on if nobody holds it any more
     */
    void letGo(Predicate<Document> over) {
        isOver = over;
    }

    /**
     * Returns when a majority has the commit.
     *
     * @throws SequenceTaken when its place is taken
     * @throws Unavailable when nobody may append to the stream, or when it is not known in time
     *     whether the commit is there
     */
    void insert(Document commit) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!isThere(commit)) {
            if (System.nanoTime() - deadline > 0) {
                throw new Unavailable(
                        "MongoDB does not say whether the commit "
                                + commit.get("_id")
                                + " is there");
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
        }
    }

    /** Tries once; false when it is not known whether the commit is there. */
    private boolean isThere(Document commit) {
        try {
            commits.insertOne(commit);
            return true;
        } catch (MongoException e) {
            if (Calls.isDuplicate(e)) {
                return isOurs(commit);
            }
            if (!Calls.isTransient(e)) {
                throw Calls.failure(e);
            }
            return false;
        }
    }

    private boolean isOurs(Document commit) {
        Document kept;
        try {
            kept =
                    commits.find(Filters.eq(commit.get("_id")))
                            .projection(Projections.exclude(Commit.EVENTS))
                            .first();
        } catch (MongoException e) {
            if (!Calls.isTransient(e)) {
                throw Calls.failure(e);
            }
            return false;
        }
        if (kept == null) {
            // Not yet with a majority.
            return false;
        }
        if (Arrays.equals(Commit.octets(kept, Commit.HASH), Commit.octets(commit, Commit.HASH))) {
            return true;
        }
        String stream = Commit.stream(commit);
        if (kept.containsKey(Commit.CLOSED) && isOver.test(kept)) {
            return false;
        }
        if (kept.containsKey(Commit.CLOSED) || !openings.isVisible(kept)) {
            throw new Unavailable("nothing is appended to " + stream + " now: it is on its way");
        }
        throw new SequenceTaken(stream, Commit.first(commit), Commit.last(kept));
    }
}
