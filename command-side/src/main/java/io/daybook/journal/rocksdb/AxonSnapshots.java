package io.daybook.journal.rocksdb;

import io.daybook.journal.OpenedEvent;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.engine.JournalEventData;
import io.daybook.journal.engine.SmallSnapshots;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventData;

/** One row for each stream, sealed under its key. */
final class AxonSnapshots implements SmallSnapshots {
    private static final byte[] KIND = Keys.name("axon");

    private final JournalDb db;
    private final Sealer sealer;

    AxonSnapshots(JournalDb db, Sealer sealer) {
        this.db = db;
        this.sealer = sealer;
    }

    @Override
    public void store(OpenedEvent snapshot) {
        byte[] prefix = prefix(snapshot.stream());
        byte[] sealed = sealer.seal(snapshot);
        var before = db.last(Family.MANIFESTS, prefix, key(prefix, Long.MAX_VALUE));
        if (before != null && Keys.number(before.key(), prefix.length) > snapshot.seq()) {
            return;
        }
        db.write(
                Durability.ORDERED,
                sealed.length,
                batch -> {
                    if (before != null) {
                        batch.delete(Family.MANIFESTS, before.key());
                    }
                    batch.put(Family.MANIFESTS, key(prefix, snapshot.seq()), sealed);
                });
    }

    @Override
    public Optional<DomainEventData<byte[]>> latest(String stream) {
        byte[] prefix = prefix(stream);
        var row = db.last(Family.MANIFESTS, prefix, key(prefix, Long.MAX_VALUE));
        if (row == null) {
            return Optional.empty();
        }
        long seq = Keys.number(row.key(), prefix.length);
        var stored = new StoredEvent(stream, seq, StoredEvent.start(), row.value());
        return Optional.of(new JournalEventData(sealer.open(stored)));
    }

    private static byte[] prefix(String stream) {
        return Keys.of(KIND, Keys.name(stream));
    }

    private static byte[] key(byte[] prefix, long seq) {
        return Keys.of(prefix, Keys.number(seq));
    }
}
