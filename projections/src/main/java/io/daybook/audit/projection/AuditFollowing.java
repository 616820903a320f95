package io.daybook.audit.projection;

import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.view.Followers;
import io.daybook.view.StreamReader;
import java.util.List;

/**
 * The processor of the audit, apart from that of the views: nothing that a request waits for waits
 * for it, and whoever stops it only stops the audit.
 */
public final class AuditFollowing implements AutoCloseable {
    private static final int THREADS = 1;

    private final AuditProjection projection;
    private final Followers followers;
    private final StreamHeads heads;

    public AuditFollowing(AuditStore store, StreamHeads heads, StreamReader reader) {
        this(store, heads, reader, Shares.undivided());
    }

    /**
     * @param shares which streams this node follows
     */
    public AuditFollowing(AuditStore store, StreamHeads heads, StreamReader reader, Shares shares) {
        this.projection = new AuditProjection(store);
        this.followers = new Followers(heads, reader, List.of(projection), shares, THREADS);
        this.heads = heads;
    }

    public void start() {
        projection.forgetErased(heads);
        followers.start();
    }

    public AuditProjection projection() {
        return projection;
    }

    public Followers followers() {
        return followers;
    }

    /** Waits for the step that is running. */
    @Override
    public void close() {
        followers.close();
    }
}
