package io.daybook.audit.projection;

import io.daybook.admin.AdminCommand;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import io.daybook.core.AccountId;
import io.daybook.core.StreamHeads;
import io.daybook.core.UserId;
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
            catchUp(account);
        }
        store.refresh();
        return store.find(filter, after, limit);
    }

    /** Its own stream, that of its owner and that of the administration. */
    private void catchUp(AccountId account) {
        catchUp(account.stream());
        catchUp(AdminCommand.STREAM);
        var memory = AuditMemory.read(store.standing(account.stream()).facts());
        String owner = memory.find("account:" + account, "owner");
        if (owner != null) {
            catchUp(UserId.STREAM + owner);
        }
    }

    private void catchUp(String stream) {
        long head = heads.head(stream);
        following.followers().catchUp(following.projection(), stream, head, PATIENCE);
    }

    public CountAudit.Counts count(CountAudit.Column column, @Nullable String after, int limit) {
        store.refresh();
        return store.count(column, after, limit);
    }
}
