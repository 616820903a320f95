package io.daybook.blob.projection;

import io.daybook.blob.FindReferences.Reference;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import org.jspecify.annotations.Nullable;

/** Reads what refers to blobs, never behind what the account's stream had when the read began. */
public interface BlobReads {
    /**
     * What refers to the blob; null when more than {@code limit} emails do.
     *
     * @throws io.daybook.core.Unavailable when the view could not be caught up within the bound
     */
    @Nullable Reference reference(AccountId account, BlobId blob, int limit);
}
