package io.daybook.audit.projection;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import java.util.List;

/**
 * An entry with what finds it.
 *
 * @param entities all of them, however many
 */
public record AuditPosting(AuditEntry entry, List<AuditEntity> entities) {
    public AuditPosting {
        entities = List.copyOf(entities);
    }
}
