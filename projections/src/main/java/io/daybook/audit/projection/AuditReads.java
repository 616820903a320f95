package io.daybook.audit.projection;

import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the audit; what is asked about one account waits for that account, within a bound. */
public final class AuditReads {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AuditStore store;
    private final AuditFollowing following;
    private final StreamHeads heads;

    public AuditReads(AuditStore store, AuditFollowing following, StreamHeads heads) {
        this.store = store;
        this.following = following;
        this.heads = heads;
    }

    public FindAudit.Page find(AuditFilter filter, @Nullable AuditPlace after, int limit) {
        AccountId account = filter.account();
        if (account != null && after == null) {
            String stream = account.stream();
            long head = heads.head(stream);
            following.followers().catchUp(following.projection(), stream, head, PATIENCE);
        }
        store.refresh();
        return store.find(filter, after, limit);
    }

    public CountAudit.Counts count(CountAudit.Column column, @Nullable String after, int limit) {
        store.refresh();
        return store.count(column, after, limit);
    }
}
