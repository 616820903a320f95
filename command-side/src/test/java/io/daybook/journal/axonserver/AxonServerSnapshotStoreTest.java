package io.daybook.journal.axonserver;

import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStoreContract;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Snapshots are in MongoDB whichever log has the events. */
@Tag("cluster")
class AxonServerSnapshotStoreTest implements SnapshotStoreContract {
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();
    private final AxonServerJournal journal = fixture.node();

    @Override
    public SnapshotStore emptyStore() {
        return journal.snapshots();
    }
}
