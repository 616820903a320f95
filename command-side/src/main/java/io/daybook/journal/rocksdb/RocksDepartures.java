package io.daybook.journal.rocksdb;

import io.daybook.core.AccountMoved;
import io.daybook.core.Unavailable;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents.Head;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Streams that left have a mark; those that are held are remembered by this process alone. */
final class RocksDepartures implements Departures {
    private static final byte[] MARKS = Keys.name("left");
    private static final long ROW_OCTETS = 256;

    private final JournalDb db;
    private final EventRows rows;
    private final Tails tails;
    private final Map<String, String> left = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    RocksDepartures(JournalDb db, EventRows rows, Tails tails) {
        this.db = db;
        this.rows = rows;
        this.tails = tails;
        Pages.forEach(
                db,
                Family.META,
                MARKS,
                (key, to) -> {
                    String stream = Keys.nameAt(key, MARKS.length);
                    left.put(stream, new String(to, StandardCharsets.UTF_8));
                    tails.close(stream);
                });
    }

    private static byte[] key(String stream) {
        return Keys.of(MARKS, Keys.name(stream));
    }

    @Override
    public @Nullable Head hold(String stream) {
        if (rows.head(stream) == null || !tails.close(stream)) {
            return null;
        }
        held.add(stream);
        var pending = tails.pending(stream);
        if (pending != null) {
            // A failure is told to whoever appended; here it only means that it is over.
            pending.handle((done, failure) -> Boolean.TRUE).join();
        }
        return rows.head(stream);
    }

    @Override
    public void release(String stream) {
        if (held.remove(stream)) {
            tails.reopen(stream);
        }
    }

    @Override
    public void free(String stream) {
        release(stream);
    }

    @Override
    public boolean isHeld(String stream) {
        return held.contains(stream);
    }

    @Override
    public void leave(String stream, String to) {
        if (!held.contains(stream)) {
            throw new IllegalStateException("the hold of " + stream + " is over");
        }
        byte[] where = to.getBytes(StandardCharsets.UTF_8);
        db.write(
                Durability.SYNCED, ROW_OCTETS, batch -> batch.put(Family.META, key(stream), where));
        left.put(stream, to);
        held.remove(stream);
    }

    @Override
    public boolean comeBack(String stream) {
        if (!left.containsKey(stream)) {
            return false;
        }
        db.write(Durability.SYNCED, ROW_OCTETS, batch -> batch.delete(Family.META, key(stream)));
        left.remove(stream);
        tails.reopen(stream);
        return true;
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
        if (held.contains(stream)) {
            throw new Unavailable(stream + " is held while it moves");
        }
    }
}
