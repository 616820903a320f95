package io.daybook.journal.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.Lanes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Streams that are held or have left end with a commit without events: it takes the place of the
 * next one, so the unique key keeps every node from appending. A hold ends with its node.
 */
final class MongoDepartures implements Departures {
    private static final String BY = "by";
    private static final String TO = "to";

    /** Names one hold: in its departure and in the commit that closes the stream for it. */
    private static final String HOLD = "hold";

    private static final int ATTEMPTS = 50;

    private final MongoCollection<Document> commits;
    private final MongoCollection<Document> departures;
    private final CommitRows rows;
    private final Lanes lanes;
    private final Ends ends;
    private final Nodes nodes;
    private final Map<String, String> held = new ConcurrentHashMap<>();
    private volatile Map<String, String> left = Map.of();

    MongoDepartures(
            JournalCollections collections, CommitRows rows, Lanes lanes, Ends ends, Nodes nodes) {
        commits = collections.commits();
        departures = collections.departures();
        this.rows = rows;
        this.lanes = lanes;
        this.ends = ends;
        this.nodes = nodes;
    }

    /** Learns what other nodes let go, and ends the holds of those that are gone. */
    void look() {
        // Those that were there before: what is not told of them now was ended by another node.
        var over = new HashMap<>(held);
        var now = new HashMap<String, String>();
        for (Document departure : Calls.call(() -> departures.find().into(new ArrayList<>()))) {
            String stream = departure.getString("_id");
            String to = departure.getString(TO);
            over.remove(stream, departure.getString(HOLD));
            if (to != null) {
                now.put(stream, to);
            } else if (!nodes.alive().contains(departure.getString(BY))) {
                release(stream, departure.getString(HOLD));
            }
        }
        left = Map.copyOf(now);
        over.forEach(held::remove);
    }

    @Override
    public @Nullable Head hold(String stream) {
        String hold = UUID.randomUUID().toString();
        if (rows.head(stream) == null || !Calls.call(() -> begin(stream, hold))) {
            return null;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var pending = lanes.pending(stream);
            if (pending != null) {
                // A failure is told to whoever appended; here it only means that it is over.
                pending.handle((done, failure) -> Boolean.TRUE).join();
            }
            Head head = rows.head(stream);
            if (head != null && Calls.call(() -> close(stream, head, hold))) {
                held.put(stream, hold);
                return head;
            }
        }
        release(stream, hold);
        throw new Unavailable(stream + " moves on and on: it could not be held");
    }

    private boolean begin(String stream, String hold) {
        var departure = new Document("_id", stream).append(BY, nodes.id()).append(HOLD, hold);
        Document other = Upserts.insertOrFind(departures, departure);
        return other == null || hold.equals(other.getString(HOLD));
    }

    private boolean close(String stream, Head head, String hold) {
        try {
            commits.insertOne(
                    new Document("_id", Commit.id(stream, head.seq() + 1))
                            .append(Commit.LAST, head.seq())
                            .append(Commit.HASH, new Binary(head.hash()))
                            .append(Commit.CLOSED, new Document(HOLD, hold)));
            return true;
        } catch (MongoException e) {
            if (!Calls.isDuplicate(e)) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public void release(String stream) {
        String hold = held.remove(stream);
        if (hold != null) {
            release(stream, hold);
        }
    }

    @Override
    public void free(String stream) {
        release(stream);
        String hold = Calls.call(() -> heldBy(stream));
        if (!hold.isEmpty()) {
            release(stream, hold);
        }
    }

    /** The hold of whichever node, or an empty text. */
    private String heldBy(String stream) {
        Document departure =
                departures.find(Filters.and(Filters.eq(stream), Filters.exists(TO, false))).first();
        return departure == null ? "" : departure.getString(HOLD);
    }

    @Override
    public boolean isHeld(String stream) {
        String hold = held.get(stream);
        return hold != null && hold.equals(Calls.call(() -> heldBy(stream)));
    }

    /** Its hold is over before the stream goes on, so that it cannot leave any more. */
    private void release(String stream, String hold) {
        Calls.run(() -> {
            departures.deleteOne(Filters.and(holding(stream, hold), Filters.exists(TO, false)));
            commits.deleteMany(closing(stream, hold));
        });
    }

    private static Bson holding(String stream, @Nullable String hold) {
        return Filters.and(Filters.eq(stream), Filters.eq(HOLD, hold));
    }

    private static Bson closing(String stream, String hold) {
        return Filters.and(
                Filters.eq(Commit.STREAM, stream), Filters.eq(Commit.CLOSED + "." + HOLD, hold));
    }

    private static Bson closing(String stream) {
        return Filters.and(Filters.eq(Commit.STREAM, stream), Filters.exists(Commit.CLOSED));
    }

    /**
     * Lets the stream go on if what closes it is left of a hold that is over.
     *
     * @param commit what closes it
     * @return whether it does not any more
     */
    boolean isOver(Document commit) {
        String stream = Commit.stream(commit);
        String hold = commit.get(Commit.CLOSED, Document.class).getString(HOLD);
        return Calls.call(() -> {
            if (departures.find(Filters.eq(stream)).first() != null) {
                return false;
            }
            // Not what closes it for a hold that has begun since.
            commits.deleteOne(closing(stream, hold));
            return true;
        });
    }

    @Override
    public void leave(String stream, String to) {
        String hold = held.remove(stream);
        boolean isHeld =
                hold != null
                        && Calls.call(() ->
                                departures
                                                .updateOne(
                                                        holding(stream, hold), Updates.set(TO, to))
                                                .getMatchedCount()
                                        == 1);
        if (!isHeld) {
            throw new IllegalStateException("the hold of " + stream + " is over");
        }
        note(stream, to);
    }

    @Override
    public boolean comeBack(String stream) {
        boolean hadLeft =
                Calls.call(() ->
                        departures
                                        .deleteOne(
                                                Filters.and(Filters.eq(stream), Filters.exists(TO)))
                                        .getDeletedCount()
                                == 1);
        if (hadLeft) {
            Calls.run(() -> commits.deleteMany(closing(stream)));
            ends.forget(stream);
            note(stream, null);
        }
        return hadLeft;
    }

    private synchronized void note(String stream, @Nullable String to) {
        var next = new HashMap<>(left);
        if (to == null) {
            next.remove(stream);
        } else {
            next.put(stream, to);
        }
        left = Map.copyOf(next);
    }

    @Override
    public @Nullable String leftTo(String stream) {
        return left.get(stream);
    }

    @Override
    public void requireHere(String stream) {
        String to = left.get(stream);
        if (to != null) {
            throw new AccountMoved(stream, to);
        }
        if (held.containsKey(stream)) {
            throw new Unavailable(stream + " is held while it moves");
        }
    }
}
