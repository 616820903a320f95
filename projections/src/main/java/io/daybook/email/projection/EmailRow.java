package io.daybook.email.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.email.projection.EmailFacts.Facts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the view keeps of an email: its facts, and what sorting needs of its digest.
 *
 * @param seq the event that wrote the row
 * @param placements ascending by mailbox
 * @param keywords ascending
 * @param sentAt of the Date header, null when there is none that can be read
 * @param subjectKey the base subject (RFC 5256), as the message spells it
 * @param fromKey name or else address of the first From (RFC 8621 section 4.4.2), as the message
 *     spells it
 * @param toKey the same of To
 */
public record EmailRow(
        long seq,
        EmailId id,
        ThreadId thread,
        BlobId blob,
        long size,
        Instant receivedAt,
        List<Placement> placements,
        List<String> keywords,
        boolean hasAttachment,
        @Nullable Instant sentAt,
        String subjectKey,
        String fromKey,
        String toKey) {
    public EmailRow {
        placements = List.copyOf(placements);
        keywords = List.copyOf(keywords);
    }

    /** The same with what its message says. */
    public EmailRow with(Facts facts) {
        return new EmailRow(
                seq,
                id,
                thread,
                blob,
                size,
                receivedAt,
                placements,
                keywords,
                facts.hasAttachment(),
                facts.sentAt(),
                facts.subjectKey(),
                facts.fromKey(),
                facts.toKey());
    }
}
