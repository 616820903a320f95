package io.daybook.email.projection;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the views need to know of a message itself. The same message always has the same facts. */
public interface EmailFacts {
    Facts of(AccountId account, BlobId message);

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
