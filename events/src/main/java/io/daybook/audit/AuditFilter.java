package io.daybook.audit;

import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.core.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries: those that fulfil every condition that is not null.
 *
 * @param from the earliest
 * @param before later than the latest
 */
public record AuditFilter(
        @Nullable AccountId account,
        @Nullable String actor,
        @Nullable ActorType actorType,
        @Nullable String operation,
        @Nullable String source,
        @Nullable Result result,
        @Nullable String entityType,
        @Nullable AuditEntity entity,
        @Nullable Instant from,
        @Nullable Instant before) {
    public static final AuditFilter ALL =
            new AuditFilter(null, null, null, null, null, null, null, null, null, null);
}
