package io.daybook.email;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import java.time.Instant;
import java.util.List;

/**
 * The metadata of an email (RFC 8621 section 4.1.1); what is in the message is told by its digest.
 */
public record EmailView(
        EmailId id,
        ThreadId thread,
        BlobId blob,
        long size,
        Instant receivedAt,
        List<MailboxId> mailboxes,
        List<String> keywords) {
    public EmailView {
        mailboxes = List.copyOf(mailboxes);
        keywords = List.copyOf(keywords);
    }
}
