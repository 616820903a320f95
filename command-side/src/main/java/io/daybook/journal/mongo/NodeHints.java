package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.daybook.core.StreamHeads.Visitor;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.Threads;
import io.daybook.journal.engine.Turns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from the feeds of the other nodes which streams they moved: one indexed query, tens of
 * times a second while something moves. Where there is no other node nothing is asked.
 */
final class NodeHints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeHints.class);
    private static final long BUSY_MILLIS = 10;
    private static final long IDLE_MILLIS = 40;
    private static final long ALONE_MILLIS = 250;
    private static final long GONE_MILLIS = 2_000;
    private static final int COMMITS = 1_000;

    private final MongoCollection<Document> commits;
    private final Nodes nodes;
    private final Openings openings;
    private final Hints hints;
    private final List<Visitor> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Heard> heard = new HashMap<>();
    private final Thread thread;
    private final Turns turns = new Turns();

    /** What was heard of one node. Numbers up to {@code position} are over. */
    private static final class Heard {
        private final Set<Long> told = new HashSet<>();
        private long position;
        private long settled;

        Heard(long position) {
            this.position = position;
            settled = position;
        }
    }

    NodeHints(JournalCollections collections, Nodes nodes, Openings openings, Hints hints) {
        commits = collections.commits();
        this.nodes = nodes;
        this.openings = openings;
        this.hints = hints;
        thread = Thread.ofVirtual().name("daybook-hints-of-nodes").unstarted(this::run);
    }

    /** Calls the listener, on the thread that hears, for every commit of another node. */
    void listen(Visitor listener) {
        listeners.add(listener);
    }

    /** Begins after what is settled now: who starts looks at all streams anyway. */
    void start() {
        nodes.others().forEach((node, settled) -> heard.put(node, new Heard(settled)));
        thread.start();
    }

    private void run() {
        long pause = 0;
        while (turns.next(pause)) {
            try {
                pause = listen();
            } catch (Unavailable | JournalFailure e) {
                LOG.warn("Nothing is heard of the other nodes: {}", e.getMessage());
                pause = GONE_MILLIS;
            } catch (RuntimeException e) {
                LOG.error("Listening to the other nodes failed; it goes on", e);
                pause = GONE_MILLIS;
            }
        }
    }

    /** Returns for how long nothing need be asked, in milliseconds. */
    long listen() {
        var others = nodes.others();
        heard.keySet().retainAll(others.keySet());
        if (others.isEmpty()) {
            return ALONE_MILLIS;
        }
        others.keySet().forEach(node -> heard.computeIfAbsent(node, _ -> new Heard(-1)));
        boolean any = false;
        // What is told already but not settled is met again, and must leave room for what is new.
        int most = COMMITS + heard.values().stream().mapToInt(from -> from.told.size()).sum();
        var found = Calls.call(() -> find(most));
        for (Document commit : found) {
            Heard from = heard.get(commit.getString(Commit.NODE));
            if (from != null) {
                any |= from.told.add(Feed.number(commit)) && tell(commit);
                from.settled = Math.max(from.settled, Commit.number(commit, Commit.SETTLED));
            }
        }
        Document cut = found.size() < most ? null : found.getLast();
        heard.forEach((node, from) ->
                settle(from, others.getOrDefault(node, from.settled), seen(node, cut)));
        return any ? BUSY_MILLIS : IDLE_MILLIS;
    }

    /** Up to which number a look has seen all of a node that was there. */
    private static long seen(String node, @Nullable Document cut) {
        int order = cut == null ? -1 : node.compareTo(cut.getString(Commit.NODE));
        if (cut == null || order < 0) {
            return Long.MAX_VALUE;
        }
        return order > 0 ? -1 : Feed.number(cut);
    }

    /** What was settled at the last look has been seen by this one, if this one saw as far. */
    private static void settle(Heard from, long settled, long seen) {
        from.position = Math.max(from.position, Math.min(from.settled, seen));
        from.settled = Math.max(from.settled, settled);
        from.told.removeIf(number -> number <= from.position);
    }

    private List<Document> find(int most) {
        var after = new ArrayList<Bson>();
        heard.forEach((node, from) ->
                after.add(
                        Filters.and(
                                Filters.eq(Commit.NODE, node),
                                Filters.gt(Commit.COUNTER, from.position))));
        return commits.find(Filters.or(after))
                .projection(Projections.exclude(Commit.EVENTS, Commit.HASH))
                .sort(Sorts.ascending(Commit.NODE, Commit.COUNTER))
                .limit(most)
                .into(new ArrayList<>());
    }

    private boolean tell(Document commit) {
        if (openings.isVisible(commit)) {
            hints.moved(Commit.stream(commit), Commit.last(commit));
            listeners.forEach(it -> it.visit(Commit.stream(commit), Commit.last(commit)));
        }
        return true;
    }

    @Override
    public void close() {
        turns.end();
        Threads.join(thread);
    }
}
