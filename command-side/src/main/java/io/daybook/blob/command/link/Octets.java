package io.daybook.blob.command.link;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the octets of a blob to where they are kept: once, whoever they come from. A place that is
 * cleared by itself has the octets of one upload; whoever relies on them too, or for longer, has
 * them brought to one that lasts.
 */
final class Octets {
    private static final int ATTEMPTS = 20;

    private final BlobRows rows;
    private final Contents contents;
    private final BlobKeys keys;
    private final Moving moving;

    Octets(BlobRows rows, Contents contents, BlobKeys keys) {
        this.rows = rows;
        this.contents = contents;
        this.keys = keys;
        this.moving = new Moving(rows, contents);
    }

    /**
     * The blob, which is there from now on for who links to it.
     *
     * @param isPassing whether the octets may go to a place that is cleared by itself
     */
    BlobRow present(AccountId account, Content content, boolean isPassing) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var known = lasting(account, content.blob());
            if (known != null) {
                return known;
            }
            String place =
                    isPassing
                            ? contents.newPlace(account, content.blob())
                            : contents.newLastingPlace(account, content.blob());
            contents.put(place, content.sealed(), Segments.sealedLength(content.size()));
            byte[] wrapped = keys.wrap(content.key(), content.blob().sha256Octets());
            var row =
                    new BlobRow(
                            content.blob(), content.size(), wrapped, place, isPassing, null, false);
            if (rows.create(row)) {
                return row;
            }
            contents.delete(place);
        }
        throw new Unavailable("the octets of " + content.blob() + " come and go");
    }

    /** The blob, at a place that lasts; null when it is not there, or leaves. */
    @Nullable BlobRow lasting(AccountId account, BlobId blob) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var row = rows.find(blob);
            if (row == null || row.isLeaving()) {
                return null;
            }
            if (row.isPassing()) {
                row = moving.move(account, List.of(row)).get(blob);
            } else if (row.mark() != null && !rows.unmark(row)) {
                row = null;
            }
            if (row != null) {
                return row;
            }
        }
        throw new Unavailable("the octets of " + blob + " come and go");
    }

    /** Those of the blobs that are at a place that lasts, from now on for who links to them. */
    Map<BlobId, BlobRow> lasting(AccountId account, Collection<BlobId> blobs) {
        var lasting = new HashMap<BlobId, BlobRow>();
        var passing = new ArrayList<BlobRow>();
        var others = new ArrayList<BlobId>();
        for (var row : blobs.isEmpty() ? List.<BlobRow>of() : rows.find(blobs)) {
            if (row.isLeaving() || row.mark() != null) {
                others.add(row.blob());
            } else if (row.isPassing()) {
                passing.add(row);
            } else {
                lasting.put(row.blob(), row);
            }
        }
        if (!passing.isEmpty()) {
            lasting.putAll(moving.move(account, passing));
        }
        passing.stream()
                .map(BlobRow::blob)
                .filter(it -> !lasting.containsKey(it))
                .forEach(others::add);
        for (BlobId blob : others) {
            var row = lasting(account, blob);
            if (row != null) {
                lasting.put(blob, row);
            }
        }
        return lasting;
    }

    /** Octets of the sealed blob, which may be brought elsewhere meanwhile. */
    byte[] read(BlobId blob, long offset, int length) {
        return read(blob, rows.find(blob), offset, length);
    }

    /**
     * The same.
     *
     * @param found where they were while there was a link to them
     */
    byte[] read(BlobId blob, @Nullable BlobRow found, long offset, int length) {
        BlobRow row = found;
        for (int attempt = 1; ; attempt++) {
            if (row == null) {
                throw new Contents.Gone(blob.value());
            }
            try {
                return contents.read(row.place(), offset, length);
            } catch (Contents.Gone e) {
                if (attempt == ATTEMPTS || moving.isStillAt(row)) {
                    throw e;
                }
                row = rows.find(blob);
            }
        }
    }
}
