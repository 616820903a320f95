package io.daybook.audit.admin;

import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.FindAudit;
import io.daybook.core.http.Answer;
import io.daybook.core.jmap.Bus;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Entries as lines, a page at a time and only when the client has taken the one before: between
 * pages nothing is held but a place.
 */
final class AuditExport implements Answer.Pull {
    private static final int PAGE = 500;

    private final Bus bus;
    private final AuditFilter filter;
    private @Nullable AuditPlace after;
    private boolean isOver;

    AuditExport(Bus bus, AuditFilter filter) {
        this.bus = bus;
        this.filter = filter;
    }

    @Override
    public byte @Nullable [] next() {
        if (isOver) {
            return null;
        }
        var page = bus.query(new FindAudit(filter, after, PAGE), FindAudit.Page.class);
        after = page.next();
        isOver = after == null;
        if (page.entries().isEmpty()) {
            return null;
        }
        var lines = new StringBuilder();
        page.entries().forEach(entry -> lines.append(AuditJson.of(entry)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
