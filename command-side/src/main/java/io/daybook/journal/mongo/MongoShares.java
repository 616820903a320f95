package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.Shares;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares as leases: a document for each segment of each kind of work names its owner, and holds as
 * long as the owner's beat is heard ({@link Nodes}). Each node takes what is free or whose owner is
 * dead, up to its part of the whole, and gives back what it has beyond that.
 */
public final class MongoShares implements Shares, AutoCloseable {
    static final int SEGMENTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(MongoShares.class);
    private static final String WORK = "work";
    private static final String OWNER = "owner";

    private final MongoCollection<Document> shares;
    private final Nodes nodes;
    private final Map<String, Set<Integer>> mine = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService looking =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("daybook-shares").factory());
    private final ExecutorService telling =
            Executors.newSingleThreadExecutor(
                    Thread.ofVirtual().name("daybook-shares-gained").factory());
    private volatile boolean closed;

    MongoShares(JournalCollections collections, Nodes nodes) {
        shares = collections.shares();
        this.nodes = nodes;
        nodes.onBeat(this::lookSoon);
    }

    @Override
    public boolean isMine(String work, String stream) {
        Set<Integer> segments = mine.get(work);
        if (segments == null) {
            mine.putIfAbsent(work, Set.of());
            lookSoon();
            return false;
        }
        return segments.contains(segment(stream)) && nodes.isHeard();
    }

    static int segment(String stream) {
        return Math.floorMod(stream.hashCode() * 0x9E3779B1, SEGMENTS);
    }

    @Override
    public Subscription onGained(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private void lookSoon() {
        try {
            looking.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("No shares are looked for any more", e);
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            boolean gained = false;
            for (String work : List.copyOf(mine.keySet())) {
                gained |= Calls.call(() -> look(work));
            }
            if (gained) {
                telling.execute(() -> listeners.forEach(Runnable::run));
            }
        } catch (Unavailable | JournalFailure e) {
            LOG.warn("Shares cannot be looked for: {}", e.getMessage());
        }
    }

    /** Whether a segment has come to this node. */
    private boolean look(String work) {
        var owners = owners(work);
        Set<String> alive = nodes.alive();
        var held = new HashSet<Integer>();
        var free = new ArrayList<Integer>();
        for (int segment = 0; segment < SEGMENTS; segment++) {
            String owner = owners.get(segment);
            if (nodes.id().equals(owner)) {
                held.add(segment);
            } else if (owner == null || !alive.contains(owner)) {
                free.add(segment);
            }
        }
        int most = most(alive);
        giveBack(work, held, most);
        boolean gained = false;
        for (int segment : free) {
            if (held.size() < most && take(work, segment, owners.get(segment))) {
                held.add(segment);
                gained = true;
            }
        }
        Set<Integer> before = mine.put(work, Set.copyOf(held));
        return gained || (before != null && !before.containsAll(held));
    }

    /** The first nodes by name have one more when the segments do not go into equal parts. */
    private int most(Set<String> alive) {
        int place = List.copyOf(alive).indexOf(nodes.id());
        int rest = SEGMENTS % alive.size();
        return SEGMENTS / alive.size() + (place < rest ? 1 : 0);
    }

    private Map<Integer, String> owners(String work) {
        var owners = new HashMap<Integer, String>();
        for (Document kept : shares.find(Filters.eq("_id." + WORK, work))) {
            if (kept.getString(OWNER) != null) {
                owners.put(
                        (int) Commit.number(kept.get("_id", Document.class), "segment"),
                        kept.getString(OWNER));
            }
        }
        return owners;
    }

    /** Stops the work before another may begin it. */
    private void giveBack(String work, Set<Integer> held, int most) {
        var superfluous = held.stream().sorted().skip(most).toList();
        if (superfluous.isEmpty()) {
            return;
        }
        superfluous.forEach(held::remove);
        mine.put(work, Set.copyOf(held));
        superfluous.forEach(segment -> giveBack(work, segment));
    }

    private void giveBack(String work, int segment) {
        shares.updateOne(
                Filters.and(Filters.eq(id(work, segment)), Filters.eq(OWNER, nodes.id())),
                Updates.unset(OWNER));
    }

    private boolean take(String work, int segment, @Nullable String from) {
        if (from == null) {
            Document taken = new Document("_id", id(work, segment)).append(OWNER, nodes.id());
            if (Upserts.insertOrFind(shares, taken) == null) {
                return true;
            }
        }
        var free = from == null ? Filters.exists(OWNER, false) : Filters.eq(OWNER, from);
        return shares.updateOne(
                                Filters.and(Filters.eq(id(work, segment)), free),
                                Updates.set(OWNER, nodes.id()))
                        .getModifiedCount()
                == 1;
    }

    private static Document id(String work, int segment) {
        return new Document(WORK, work).append("segment", segment);
    }

    /** Gives everything back. */
    @Override
    public void close() {
        closed = true;
        looking.close();
        telling.close();
        var works = Set.copyOf(mine.keySet());
        mine.clear();
        try {
            works.forEach(work ->
                    Calls.run(() ->
                            shares.updateMany(
                                    Filters.and(
                                            Filters.eq("_id." + WORK, work),
                                            Filters.eq(OWNER, nodes.id())),
                                    Updates.unset(OWNER))));
        } catch (Unavailable | JournalFailure e) {
            LOG.warn("Shares could not be given back; others take them soon: {}", e.getMessage());
        }
    }
}
