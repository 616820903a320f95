package io.daybook.journal.rocksdb;

import io.daybook.core.StreamHeads;
import io.daybook.journal.Departures;
import io.daybook.journal.engine.EventMessages;
import io.daybook.journal.engine.Hints;
import org.jspecify.annotations.Nullable;

/** The durable heads of the journal. Events of no aggregate are of no stream. */
public final class RocksStreamHeads implements StreamHeads {
    private static final byte[] ALL = {};

    private final JournalDb db;
    private final Tails tails;
    private final Hints hints;
    private final Departures departures;

    RocksStreamHeads(JournalDb db, Tails tails, Hints hints, Departures departures) {
        this.db = db;
        this.tails = tails;
        this.hints = hints;
        this.departures = departures;
    }

    @Override
    public long head(String stream) {
        return tails.durable(stream).seq();
    }

    @Override
    public boolean isErased(String stream) {
        byte[] key = db.get(Family.KEYS, Keys.name(stream));
        return key != null && key.length == 0;
    }

    @Override
    public @Nullable String movedTo(String stream) {
        return departures.leftTo(stream);
    }

    @Override
    public void forEach(Visitor visitor) {
        Pages.forEach(
                db,
                Family.HEADS,
                ALL,
                (key, value) -> {
                    String stream = Keys.nameAt(key, 0);
                    if (!stream.equals(EventMessages.NO_STREAM)) {
                        visitor.visit(stream, Rows.head(value).seq());
                    }
                });
    }

    @Override
    public Subscription onMoved(Visitor listener) {
        return hints.listen(listener);
    }
}
