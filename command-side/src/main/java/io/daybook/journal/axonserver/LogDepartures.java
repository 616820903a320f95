package io.daybook.journal.axonserver;

import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.CommitLog;
import io.daybook.journal.engine.Lanes;
import io.daybook.journal.engine.StreamRegistry;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds and departures are told by the registry, not by the log. A node that has not heard of a
 * hold may append once more, and learns before it answers that it was too late: such an event is
 * acknowledged to nobody. So that it hardly ever happens, a hold waits until all nodes have heard.
 */
final class LogDepartures implements Departures {
    private final StreamRegistry registry;
    private final Absences absences;
    private final CommitLog log;
    private final Lanes lanes;
    private final Map<String, String> held = new ConcurrentHashMap<>();

    LogDepartures(StreamRegistry registry, Absences absences, CommitLog log, Lanes lanes) {
        this.registry = registry;
        this.absences = absences;
        this.log = log;
        this.lanes = lanes;
    }

    @Override
    public @Nullable Head hold(String stream) {
        String hold = UUID.randomUUID().toString();
        if (log.head(stream) == null || !absences.hold(stream, hold)) {
            return null;
        }
        held.put(stream, hold);
        try {
            registry.awaitLooks();
            var pending = lanes.pending(stream);
            if (pending != null) {
                // A failure is told to whoever appended; here it only means that it is over.
                pending.handle((done, failure) -> Boolean.TRUE).join();
            }
            return log.head(stream);
        } catch (RuntimeException e) {
            release(stream);
            throw e;
        }
    }

    @Override
    public void release(String stream) {
        String hold = held.remove(stream);
        if (hold != null) {
            absences.release(stream, hold);
        }
    }

    @Override
    public void free(String stream) {
        release(stream);
        var absence = registry.absence(stream);
        if (absence != null && absence.to() == null) {
            absences.release(stream, absence.hold());
        }
    }

    @Override
    public boolean isHeld(String stream) {
        String hold = held.get(stream);
        var absence = registry.absence(stream);
        return hold != null
                && absence != null
                && absence.to() == null
                && hold.equals(absence.hold());
    }

    @Override
    public void leave(String stream, String to) {
        String hold = held.remove(stream);
        if (hold == null || !absences.leave(stream, hold, to)) {
            throw new IllegalStateException("the hold of " + stream + " is over");
        }
    }

    @Override
    public boolean comeBack(String stream) {
        return absences.comeBack(stream);
    }

    @Override
    public @Nullable String leftTo(String stream) {
        return absences.leftTo(stream);
    }

    @Override
    public void requireHere(String stream) {
        String to = leftTo(stream);
        if (to != null) {
            throw new AccountMoved(stream, to);
        }
        String hold = held.get(stream);
        if (hold != null && !absences.isKnown(stream)) {
            // Another node has ended it.
            held.remove(stream, hold);
        } else if (hold != null) {
            throw new Unavailable(stream + " is held while it moves");
        }
    }
}
