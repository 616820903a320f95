package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of the cluster. Each writes a beat that only counts; another is alive as long as its
 * beat was seen to change within {@link #SILENCE} of this node's own clock, so that no two clocks
 * are ever compared.
 */
final class Nodes implements AutoCloseable {
    static final Duration BEAT = Duration.ofSeconds(1);

    /** After which a node is taken for dead, and takes itself for cut off. */
    static final Duration SILENCE = Duration.ofSeconds(7);

    /** After which nobody needs what is left of a node. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

    /** What was seen of another node, and when that was new. */
    private record Seen(long beat, long settled, long nanos) {}

    private final MongoCollection<Document> nodes;
    private final String id;
    private final LongSupplier settled;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("daybook-beat").factory());
    private volatile Map<String, Seen> others = Map.of();
    private volatile long beatNanos;

    /**
     * @param settled the last settled number of this node's feed
     */
    Nodes(JournalCollections collections, String id, LongSupplier settled) {
        nodes = collections.nodes();
        this.id = id;
        this.settled = settled;
        beatNanos = System.nanoTime();
    }

    /** Enters this node, looks who else is there, and goes on doing so. */
    void start() {
        Calls.run(this::beatAndLook);
        thread.scheduleWithFixedDelay(
                this::tick, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    String id() {
        return id;
    }

    /** Calls the listener after every look around, on the thread that looked. */
    void onBeat(Runnable listener) {
        listeners.add(listener);
    }

    /** How often each of the others has beaten, as it says now, but for those that are dead. */
    Map<String, Long> beats() {
        var beats = new HashMap<String, Long>();
        var dead = new TreeSet<>(others.keySet());
        dead.removeAll(alive());
        for (Document node : Calls.call(() -> nodes.find().into(new ArrayList<>()))) {
            String name = node.getString("_id");
            if (!name.equals(id) && !dead.contains(name)) {
                beats.put(name, Commit.number(node, "beat"));
            }
        }
        return beats;
    }

    /** Those that are alive, this one too. */
    Set<String> alive() {
        var alive = new TreeSet<String>();
        long now = System.nanoTime();
        others.forEach((node, seen) -> {
            if (now - seen.nanos() < SILENCE.toNanos()) {
                alive.add(node);
            }
        });
        alive.add(id);
        return alive;
    }

    /** The others, alive or not long dead, and how far each said its feed is settled. */
    Map<String, Long> others() {
        var settledNumbers = new HashMap<String, Long>();
        others.forEach((node, seen) -> settledNumbers.put(node, seen.settled()));
        return settledNumbers;
    }

    /** Whether the others have heard of this node lately, so that they do not take it for dead. */
    boolean isHeard() {
        return System.nanoTime() - beatNanos < SILENCE.toNanos();
    }

    private void tick() {
        try {
            Calls.run(this::beatAndLook);
            listeners.forEach(Runnable::run);
        } catch (Unavailable | JournalFailure e) {
            LOG.warn("This node cannot tell the others that it is alive: {}", e.getMessage());
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            LOG.error("A beat of this node failed", e);
        }
    }

    private void beatAndLook() {
        long before = System.nanoTime();
        nodes.updateOne(
                Filters.eq(id),
                Updates.combine(
                        Updates.inc("beat", 1L), Updates.set("settled", settled.getAsLong())),
                new UpdateOptions().upsert(true));
        beatNanos = before;
        var known = others;
        var now = new HashMap<String, Seen>();
        for (Document node : nodes.find().into(new ArrayList<>())) {
            String name = node.getString("_id");
            if (!name.equals(id)) {
                Seen seen = known.get(name);
                long beat = Commit.number(node, "beat");
                long nanos = seen == null || seen.beat() != beat ? System.nanoTime() : seen.nanos();
                now.put(name, new Seen(beat, Commit.number(node, "settled"), nanos));
                if (System.nanoTime() - nanos > FORGOTTEN.toNanos()) {
                    nodes.deleteOne(Filters.and(Filters.eq(name), Filters.eq("beat", beat)));
                }
            }
        }
        others = Map.copyOf(now);
    }

    /** Takes leave: the others know at their next look. */
    @Override
    public void close() {
        thread.close();
        try {
            Calls.run(() -> nodes.deleteOne(Filters.eq(id)));
        } catch (Unavailable | JournalFailure e) {
            LOG.warn("This node could not take leave; the others will miss it: {}", e.getMessage());
        }
    }
}
