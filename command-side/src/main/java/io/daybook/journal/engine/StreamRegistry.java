package io.daybook.journal.engine;

import io.daybook.journal.StoredEvents.Head;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes must agree on about streams and a log that only grows cannot say: which of them
 * are held or have left, and which are arriving. Reads see everything that was written before them,
 * by whichever node.
 */
public interface StreamRegistry {
    /** This node. */
    String node();

    /** The nodes that are alive, this one too. */
    Set<String> alive();

    /** Calls the listener now and then, so that it can look here. */
    void onBeat(Runnable listener);

    /**
     * Returns when every node that is alive has looked, or is gone.
     *
     * @throws io.daybook.core.Unavailable when that takes too long
     */
    void awaitLooks();

    /**
     * Why nobody appends to a stream.
     *
     * @param by the node that holds or held it
     * @param hold names the hold
     * @param to where it went; null while it is only held
     */
    record Absence(String by, String hold, @Nullable String to) {}

    @Nullable Absence absence(String stream);

    Map<String, Absence> absences();

    /** Holds the stream for this node; false when it is held or has left. */
    boolean hold(String stream, String hold);

    /** Ends the hold, if it is still one. */
    void release(String stream, String hold);

    /** Makes the hold a departure; false when it is over. */
    boolean leave(String stream, String hold, String to);

    /** Takes a departure back; false when there is none. */
    boolean comeBack(String stream);

    /**
     * A stream that arrives, or once did.
     *
     * @param id of the arrival
     * @param by the node that brings it
     * @param isOpen whether it is there for all
     */
    record Coming(String stream, String id, String by, boolean isOpen) {}

    @Nullable Coming coming(String stream);

    /** Those that are not open. */
    List<Coming> unopened();

    /** Begins an arrival for this node, or returns the one that the stream has already. */
    @Nullable Coming begin(String stream, String id);

    /**
     * Keeps the arrival from opening.
     *
     * @return whether it will never be open; false when it is, or may be
     */
    boolean giveUp(String stream, String id);

    /** As if the arrival, which was given up, never had begun. */
    void remove(String stream, String id);

    /**
     * Streams that become visible in one moment.
     *
     * @param by the node that opens them
     */
    record Opening(String id, String by, List<Opened> streams) {}

    /**
     * One stream of an opening.
     *
     * @param arrival its id
     */
    record Opened(String stream, String arrival, Head head) {}

    /**
     * Opens all of them at once; durable when it returns, and done once however often it is called.
     *
     * @return false, and none is open, when somebody gave one of them up
     */
    boolean open(Opening opening);

    /** What was to be opened and is not yet {@link #announced}. */
    List<Opening> unannounced();

    void announced(String opening);
}
