package io.daybook.blob;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;

/** Hears that an account has a blob no more, so that nothing of it is answered from memory. */
@FunctionalInterface
public interface BlobsLeft {
    void left(AccountId account, BlobId blob);
}
