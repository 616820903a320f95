package io.daybook.importer;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a source came upon. */
sealed interface Found {
    Origin origin();

    /**
     * A message, its octets as they will be stored.
     *
     * @param receivedAt absent where the source does not tell
     */
    record Message(
            Origin origin,
            Folder folder,
            byte[] octets,
            @Nullable Instant receivedAt,
            Set<String> keywords)
            implements Found {}

    /** Something that should be a message and cannot be read, or is too large to keep. */
    record Unreadable(Origin origin, String reason) implements Found {}
}
