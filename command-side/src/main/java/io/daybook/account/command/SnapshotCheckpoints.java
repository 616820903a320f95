package io.daybook.account.command;

import io.daybook.account.Checkpoints;
import io.daybook.core.AccountId;
import io.daybook.journal.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of accounts as moments of their past. */
final class SnapshotCheckpoints implements Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCheckpoints.class);

    private final SnapshotStore snapshots;

    SnapshotCheckpoints(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public long seqOfNearest(AccountId account, long atMost) {
        var manifest = snapshots.latest(account.stream(), atMost);
        return manifest == null ? -1 : manifest.seq();
    }

    @Override
    public @Nullable Checkpoint nearest(AccountId account, long atMost) {
        var manifest = snapshots.latest(account.stream(), atMost);
        while (manifest != null) {
            try {
                return new SnapshotPast(snapshots, account.stream(), manifest);
            } catch (RuntimeException e) {
                // Damaged, or given up meanwhile: the events are the truth and are always there.
                LOG.warn("The snapshot of {} at {} cannot be read", account, manifest.seq(), e);
                manifest = snapshots.latest(account.stream(), manifest.seq() - 1);
            }
        }
        return null;
    }
}
