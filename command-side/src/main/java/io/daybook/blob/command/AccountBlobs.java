package io.daybook.blob.command;

import io.daybook.blob.BlobStore.Upload;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.function.Consumer;

/** The blobs of a whole account, for those who carry it elsewhere. */
public interface AccountBlobs {
    /** Every blob that the account has for good, once, ascending by hash. */
    void forEach(AccountId account, Consumer<BlobId> visitor);

    /** Takes in a blob of any size that the account has for good when it is finished. */
    Upload carry(AccountId account);

    /** Takes all of its blobs from an account that did not come after all. */
    void forget(AccountId account);
}
