package io.daybook.blob.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;

/** Knows the parts of messages. */
@FunctionalInterface
public interface MessageParts {
    /**
     * Whether an email with this message shows a part by this very id.
     *
     * @param message of an email of the account
     */
    boolean hasPart(AccountId account, BlobId message, String part);
}
