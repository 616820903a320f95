package io.daybook.account.projection;

import io.daybook.blob.FindReferences.Reference;
import io.daybook.blob.projection.BlobLinks;
import io.daybook.blob.projection.BlobLinks.Link;
import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.core.SubmissionId;
import io.daybook.core.ThreadId;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.submission.projection.SubmissionRows.SentBlob;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads what refers to a blob out of the links and the columns. */
final class BlobReferences {
    private BlobReferences() {}

    /** Whether an email or a submission names the blob. */
    static boolean isUsed(ViewStore store, MailState state, BlobId blob) {
        var sent = new ArrayList<SubmissionId>(1);
        store.scan(
                state.place,
                SubmissionRows.BLOBS,
                new SentBlob(blob, new SubmissionId(1)),
                new SentBlob(blob, new SubmissionId(Integer.MAX_VALUE)),
                (link, _) -> !sent.add(link.submission()));
        return !sent.isEmpty() || read(store, state, blob, 0) == null;
    }

    static @Nullable Reference read(ViewStore store, MailState state, BlobId blob, int limit) {
        var emails = new RoaringBitmap();
        store.scan(
                state.place,
                BlobLinks.VIEW,
                new Link(blob, new EmailId(1)),
                new Link(blob, new EmailId(Integer.MAX_VALUE)),
                (link, _) -> {
                    if (state.index.has(link.email().value())) {
                        emails.add(link.email().value());
                    }
                    return emails.getCardinality() <= limit;
                });
        if (emails.getCardinality() > limit) {
            return null;
        }
        return new Reference(
                blob,
                emails.stream().mapToObj(EmailId::new).toList(),
                threads(state, emails),
                mailboxes(state, emails));
    }

    private static List<ThreadId> threads(MailState state, RoaringBitmap emails) {
        return emails.stream()
                .map(state.index::thread)
                .sorted()
                .distinct()
                .mapToObj(ThreadId::new)
                .toList();
    }

    private static List<MailboxId> mailboxes(MailState state, RoaringBitmap emails) {
        if (emails.isEmpty()) {
            return List.of();
        }
        return IntStream.of(state.index.mailboxes())
                .filter(box -> RoaringBitmap.intersects(state.index.inMailbox(box), emails))
                .sorted()
                .mapToObj(MailboxId::new)
                .toList();
    }
}
