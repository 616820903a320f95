package io.daybook.blob;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;
import java.util.Map;

/** Knows the blobs of records that were destroyed so long ago that they cannot come back. */
@FunctionalInterface
public interface ExpiredBlobs {
    /**
     * Visits the blobs whose time ended after what an earlier visit reached. A blob may be visited
     * several times, and it may be in use by other records.
     *
     * @param reached by account, what this returned before; empty to visit them all
     */
    Map<AccountId, Instant> visit(Map<AccountId, Instant> reached, Visitor visitor);

    /** Takes one blob of one account. */
    interface Visitor {
        void expired(AccountId account, BlobId blob);
    }
}
