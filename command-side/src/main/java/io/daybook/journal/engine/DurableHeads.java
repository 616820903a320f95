package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;
import io.daybook.journal.Departures;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.WrappedKeys;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The durable heads of all streams, asked of the log. Events of no aggregate are of none. */
public final class DurableHeads implements StreamHeads {
    private final StoredEvents rows;
    private final WrappedKeys keys;
    private final Hints hints;
    private final Departures departures;

    public DurableHeads(StoredEvents rows, WrappedKeys keys, Hints hints, Departures departures) {
        this.rows = rows;
        this.keys = keys;
        this.hints = hints;
        this.departures = departures;
    }

    @Override
    public long head(String stream) {
        return number(rows.head(stream));
    }

    private static long number(@Nullable Head head) {
        return head == null ? -1 : head.seq();
    }

    @Override
    public long head(String stream, Collection<String> others, Visitor also) {
        return number(rows.head(stream, others, (other, head) -> also.visit(other, head.seq())));
    }

    @Override
    public boolean isErased(String stream) {
        byte[] key = keys.find(stream);
        return key != null && key.length == 0;
    }

    @Override
    public Set<String> erased() {
        return keys.destroyed();
    }

    @Override
    public @Nullable String movedTo(String stream) {
        return departures.leftTo(stream);
    }

    @Override
    public void forEach(Visitor visitor) {
        rows.forEachHead((stream, head) -> {
            if (!stream.equals(EventMessages.NO_STREAM)) {
                visitor.visit(stream, head.seq());
            }
        });
    }

    @Override
    public Subscription onMoved(Visitor listener) {
        return hints.listen(listener);
    }
}
