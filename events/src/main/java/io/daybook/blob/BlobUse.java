package io.daybook.blob;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;

/** Knows whether a record of an account still names a blob. */
@FunctionalInterface
public interface BlobUse {
    /** Never false for a blob that an event of the account named and nothing gave up since. */
    boolean isUsed(AccountId account, BlobId blob);
}
