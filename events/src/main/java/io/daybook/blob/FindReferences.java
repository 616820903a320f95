package io.daybook.blob;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import java.util.List;

/**
 * Asks which records of an account lead to whole blobs (RFC 9404 section 4.3).
 *
 * @param limit on the emails of all blobs together
 */
public record FindReferences(AccountId account, List<BlobId> blobs, int limit) {
    public FindReferences {
        blobs = List.copyOf(blobs);
    }

    /**
     * @param list one for each blob, in the order asked for, unless there is more
     * @param more whether there are more emails than the limit
     */
    public record References(List<Reference> list, boolean more) {
        public References {
            list = List.copyOf(list);
        }
    }

    /**
     * The emails whose message is the blob, their threads, and the mailboxes that they are in.
     * Ascending, and empty when nothing refers to the blob.
     */
    public record Reference(
            BlobId blob, List<EmailId> emails, List<ThreadId> threads, List<MailboxId> mailboxes) {
        public Reference {
            emails = List.copyOf(emails);
            threads = List.copyOf(threads);
            mailboxes = List.copyOf(mailboxes);
        }
    }
}
