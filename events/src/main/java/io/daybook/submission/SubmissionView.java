package io.daybook.submission;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import java.time.Instant;
import java.util.List;

/**
 * A submission as it is read (RFC 8621 section 7).
 *
 * @param recipients what became of each address of the envelope, in its order
 * @param reports blobs of the reports that the sender got, oldest first: dsnBlobIds
 */
public record SubmissionView(
        SubmissionId id,
        IdentityId identity,
        EmailId email,
        ThreadId thread,
        Envelope envelope,
        Instant sendAt,
        UndoStatus undoStatus,
        List<Recipient> recipients,
        List<BlobId> reports) {
    public SubmissionView {
        recipients = List.copyOf(recipients);
        reports = List.copyOf(reports);
    }

    /** RFC 8621 section 7: whether the submission may be canceled. */
    public enum UndoStatus {
        PENDING,
        FINAL,
        CANCELED
    }

    /**
     * @param reply what the server last said, empty before anything was tried
     */
    public record Recipient(Fate fate, String reply) {}
}
