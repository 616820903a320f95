package io.daybook.blob.command.link;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what expired, then what no link leads to: marked, left for a grace, looked at again.
 * Several nodes may do it at a time.
 */
record LinkSweep(
        LinkRows links, BlobRows blobs, Contents contents, LinkChanges changes, Duration grace) {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSweep.class);
    private static final int PORTION = 500;

    void run(Instant now, BlobUse use, BlobsLeft hears) {
        long time = now.toEpochMilli();
        long marked = now.minus(grace).toEpochMilli();
        all(
                () -> links.expiring(time, PORTION),
                link ->
                        changes.change(
                                link.account(),
                                link.blob(),
                                it -> it == null ? null : it.expired(time)));
        all(() -> links.doubted(marked, PORTION), link -> judge(link, use, hears));
        all(() -> blobs.marked(marked, PORTION), this::lookAgain);
    }

    /** What was done to each takes it out of the next portion. */
    private static <T> void all(Supplier<List<T>> portion, Consumer<T> work) {
        for (var some = portion.get(); !some.isEmpty(); some = portion.get()) {
            some.forEach(work);
        }
    }

    /** Takes a doubted link away, unless somebody names the blob after all. */
    private void judge(BlobLink link, BlobUse use, BlobsLeft hears) {
        var permanent = link.permanent();
        var doubt = permanent == null ? null : permanent.doubt();
        if (doubt == null) {
            return;
        }
        boolean isUsed = isUsed(use, link.account(), link.blob());
        var after =
                changes.change(
                        link.account(),
                        link.blob(),
                        it -> it == null ? null : it.judged(doubt, isUsed));
        if (after != null && after.permanent() == null) {
            hears.left(link.account(), link.blob());
        }
    }

    private static boolean isUsed(BlobUse use, AccountId account, BlobId blob) {
        try {
            return use.isUsed(account, blob);
        } catch (RuntimeException e) {
            LOG.warn("nobody can tell whether {} uses {}: it is kept", account, blob, e);
            return true;
        }
    }

    private void lookAgain(BlobRow row) {
        if (!row.isLeaving() && links.hasAny(row.blob())) {
            blobs.unmark(row);
        } else if (blobs.leave(row)) {
            contents.delete(row.place());
            blobs.delete(row);
        }
    }
}
