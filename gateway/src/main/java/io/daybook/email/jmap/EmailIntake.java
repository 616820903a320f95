package io.daybook.email.jmap;

import io.daybook.core.BlobId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.mime.Digest;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.ThreadingIds;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a stored and parsed message into the command that adds it. */
record EmailIntake(
        String creationId,
        Set<MailboxId> mailboxes,
        Set<String> keywords,
        @Nullable Instant receivedAt) {

    AddEmail add(BlobId blob, Digest digest, Instant otherwise) {
        var threading = ThreadingIds.of(digest);
        return new AddEmail(
                creationId,
                blob,
                digest.size(),
                receivedAt == null
                        ? otherwise.truncatedTo(ChronoUnit.SECONDS)
                        : receivedAt.truncatedTo(ChronoUnit.MILLIS),
                mailboxes,
                keywords,
                threading.ids(),
                threading.baseSubject());
    }

    /**
     * RFC 8621 section 4.8: the time of the most recent Received header field, which is the
     * topmost; {@code now} when there is none or it has no date that a clock may show.
     */
    static Instant received(Digest digest, Instant now) {
        String field = digest.headers().first("Received");
        OffsetDateTime date =
                field == null
                        ? null
                        : HeaderForms.asDate(field.substring(field.lastIndexOf(';') + 1));
        return date == null || date.getYear() < 1970 || date.getYear() > 9999
                ? now
                : date.toInstant();
    }
}
