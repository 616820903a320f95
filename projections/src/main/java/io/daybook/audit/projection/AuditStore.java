package io.daybook.audit.projection;

import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the entries of the audit: a port. How far each stream has come is as durable as its
 * entries: a crash may lose the last of both, never one of them.
 */
public interface AuditStore extends AutoCloseable {
    /**
     * How far a stream has come.
     *
     * @param seq its last event whose entry is here, or -1
     * @param facts what {@link AuditMemory} made of it, empty at the beginning
     */
    record Standing(long seq, byte[] facts) {
        public static final Standing NONE = new Standing(-1, new byte[0]);
    }

    Standing standing(String stream);

    /**
     * Adds the entries of the events after {@code from}, all or none, if the stream stands there;
     * else changes nothing and returns false.
     *
     * @param postings one for each event, in order
     */
    boolean add(String stream, long from, List<AuditPosting> postings, byte[] facts);

    /** Forgets all entries of the stream. */
    void startOver(String stream);

    /** Lets the next query see what was added before. */
    void refresh();

    FindAudit.Page find(AuditFilter filter, @Nullable AuditPlace after, int limit);

    CountAudit.Counts count(CountAudit.Column column, @Nullable String after, int limit);

    /** Makes what was added durable first. */
    @Override
    void close();
}
