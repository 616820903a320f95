package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;

/** Takes away uploads that have expired, links that are doubted, blobs that no link leads to. */
public interface BlobSweep {
    /**
     * One pass; safe at any time, beside any other work.
     *
     * @param use keeps the links that it knows of, however doubted they are
     * @param left hears of each permanent link that is taken away, once it is
     */
    void sweep(Instant now, BlobUse use, BlobsLeft left);

    /** The same, when nobody wants to hear of it. */
    default void sweep(Instant now, BlobUse use) {
        sweep(now, use, (_, _) -> {});
    }

    /**
     * Doubts the permanent link of an account to a blob that nothing names any more. Everybody may
     * follow the link until it goes; whoever relies on it for a new record dispels the doubt.
     */
    void leave(AccountId account, BlobId blob);
}
