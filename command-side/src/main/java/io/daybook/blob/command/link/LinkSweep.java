package io.daybook.blob.command.link;

import io.daybook.blob.BlobUse;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.blob.command.link.LinkChanges.Seen;
import io.daybook.blob.command.link.LinkRows.Kept;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.SeenHeads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
                some -> changes.change(some, it -> it.expired(time)));
        all(
                () -> links.doubted(marked, PORTION),
                some ->
                        // Who names a blob after this has looked dispels the doubt before.
                        SeenHeads.during(() -> some.forEach(row -> judge(row, use, hears))));
        all(() -> blobs.marked(marked, PORTION), this::lookAgain);
    }

    /** What was done to each takes it out of the next portion. */
    private static <T> void all(Supplier<List<T>> portion, Consumer<List<T>> work) {
        for (var some = portion.get(); !some.isEmpty(); some = portion.get()) {
            work.accept(some);
        }
    }

    /** Takes a doubted link away, unless somebody names the blob after all. */
    private void judge(Kept row, BlobUse use, BlobsLeft hears) {
        var link = row.link();
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
                                new Seen(row),
                                it -> it == null ? null : it.judged(doubt, isUsed))
                        .links();
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

    private void lookAgain(List<BlobRow> marked) {
        var linked = links.linked(marked.stream().map(BlobRow::blob).toList());
        var stay = new ArrayList<BlobRow>();
        var leave = new ArrayList<BlobRow>();
        for (var row : marked) {
            (!row.isLeaving() && linked.contains(row.blob()) ? stay : leave).add(row);
        }
        blobs.unmark(stay);
        if (leave.isEmpty()) {
            return;
        }
        blobs.leave(leave);
        var places = leave.stream().map(BlobRow::place).collect(Collectors.toSet());
        var left =
                blobs.find(leave.stream().map(BlobRow::blob).toList()).stream()
                        .filter(row -> row.isLeaving() && places.contains(row.place()))
                        .toList();
        Together.map(
                left,
                row -> {
                    contents.delete(row.place());
                    return row;
                });
        blobs.delete(left);
    }
}
