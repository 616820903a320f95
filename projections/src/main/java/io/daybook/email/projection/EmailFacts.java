package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the views need to know of a message itself. The same message always has the same facts. */
public interface EmailFacts {
    Facts of(AccountId account, BlobId message);

    /** The facts of many, in their order. */
    default List<Facts> of(AccountId account, List<BlobId> messages) {
        return messages.stream().map(message -> of(account, message)).toList();
    }

    /** The same facts, read from the messages rather than from what was derived from them. */
    default EmailFacts fromMessages() {
        return this;
    }

    /**
     * The same facts for those who read of emails that were destroyed: that a message is not there
     * any more is nothing strange, and it has {@link Facts#NONE}.
     */
    default EmailFacts ofThePast() {
        return this;
    }

    /** See the components of the same names of {@link EmailRow}. */
    record Facts(
            boolean hasAttachment,
            @Nullable Instant sentAt,
            String subjectKey,
            String fromKey,
            String toKey) {
        /** Of a message that cannot be read at all. */
        public static final Facts NONE = new Facts(false, null, "", "", "");
    }
}
