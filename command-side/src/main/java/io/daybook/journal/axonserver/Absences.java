package io.daybook.journal.axonserver;

import io.daybook.core.Unavailable;
import io.daybook.journal.engine.StreamRegistry;
import io.daybook.journal.engine.StreamRegistry.Absence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The streams that are held or have left, as this node knows it: what it looked for at the last
 * beat, and whatever it learned since.
 */
final class Absences {
    private final StreamRegistry registry;
    private final Map<String, Absence> known = new ConcurrentHashMap<>();

    Absences(StreamRegistry registry) {
        this.registry = registry;
    }

    /** Learns what other nodes hold and let go, and ends the holds of those that are gone. */
    synchronized void look() {
        var now = registry.absences();
        known.keySet().retainAll(now.keySet());
        known.putAll(now);
        now.forEach((stream, absence) -> {
            if (absence.to() == null && !registry.alive().contains(absence.by())) {
                registry.release(stream, absence.hold());
                known.remove(stream);
            }
        });
    }

    /**
     * Costs nothing unless the stream is known to be absent.
     *
     * @throws Unavailable when it is
     */
    void requireOpen(String stream) {
        if (known.containsKey(stream)) {
            confirm(stream);
            known.remove(stream);
        }
    }

    /**
     * Asks the registry.
     *
     * @throws Unavailable when the stream is held or has left
     */
    void confirm(String stream) {
        Absence absence = registry.absence(stream);
        if (absence != null) {
            known.put(stream, absence);
            throw new Unavailable("nothing is appended to " + stream + " now: it is on its way");
        }
    }

    /** Whether it was held or had left at the last look. */
    boolean isKnown(String stream) {
        return known.containsKey(stream);
    }

    /** Where the stream went, or null when it is here or only held. */
    @Nullable String leftTo(String stream) {
        Absence absence = known.get(stream);
        return absence == null ? null : absence.to();
    }

    synchronized boolean hold(String stream, String hold) {
        boolean isHeld = registry.hold(stream, hold);
        if (isHeld) {
            known.put(stream, new Absence(registry.node(), hold, null));
        }
        return isHeld;
    }

    synchronized void release(String stream, String hold) {
        registry.release(stream, hold);
        known.remove(stream);
    }

    synchronized boolean leave(String stream, String hold, String to) {
        boolean hasLeft = registry.leave(stream, hold, to);
        if (hasLeft) {
            known.put(stream, new Absence(registry.node(), hold, to));
        }
        return hasLeft;
    }

    synchronized boolean comeBack(String stream) {
        boolean hadLeft = registry.comeBack(stream);
        if (hadLeft) {
            known.remove(stream);
        }
        return hadLeft;
    }
}
