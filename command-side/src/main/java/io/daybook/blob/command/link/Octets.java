package io.daybook.blob.command.link;

import io.daybook.blob.command.BlobKeys;
import io.daybook.blob.command.link.BlobRows.BlobRow;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
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

    Octets(BlobRows rows, Contents contents, BlobKeys keys) {
        this.rows = rows;
        this.contents = contents;
        this.keys = keys;
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
                row = moved(account, row);
            } else if (row.mark() != null && !rows.unmark(row)) {
                row = null;
            }
            if (row != null) {
                return row;
            }
        }
        throw new Unavailable("the octets of " + blob + " come and go");
    }

    private @Nullable BlobRow moved(AccountId account, BlobRow row) {
        String place = contents.newLastingPlace(account, row.blob());
        try {
            contents.copy(row.place(), place);
        } catch (Contents.Gone e) {
            if (isStillAt(row)) {
                throw e;
            }
            return null;
        }
        var moved = row.at(place);
        if (rows.move(row, moved)) {
            contents.delete(row.place());
            return moved;
        }
        contents.delete(place);
        return null;
    }

    private boolean isStillAt(BlobRow row) {
        var now = rows.find(row.blob());
        return now != null && now.place().equals(row.place());
    }

    /** Octets of the sealed blob, which may be brought elsewhere meanwhile. */
    byte[] read(BlobId blob, long offset, int length) {
        for (int attempt = 1; ; attempt++) {
            var row = rows.find(blob);
            if (row == null) {
                throw new Contents.Gone(blob.value());
            }
            try {
                return contents.read(row.place(), offset, length);
            } catch (Contents.Gone e) {
                if (attempt == ATTEMPTS || isStillAt(row)) {
                    throw e;
                }
            }
        }
    }
}
