package io.daybook.blob.command.link;

import io.daybook.blob.LinkedBlobs;
import io.daybook.blob.command.link.LinkRows.Kept;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * Makes links permanent, many at a time: they are read, where the octets are is read, octets that
 * would be cleared away are brought to where they last, and the links are written if they are still
 * as they were read. So the octets were held all the while.
 */
record Linking(LinkRows links, Octets octets, LinkChanges changes, Beside beside, Clock clock) {
    /** Those of the blobs that this user may open; each as often as it will be named. */
    LinkedBlobs link(AccountId account, String user, List<BlobId> blobs) {
        long now = clock.millis();
        var followed = new HashMap<BlobId, Kept>();
        for (Kept row : links.find(account, blobs)) {
            if (row.link().opensTo(user, now)) {
                followed.put(row.link().blob(), row);
            }
        }
        var rows = octets.lasting(account, followed.keySet());
        followed.keySet().retainAll(rows.keySet());
        var several = several(blobs);
        var linked =
                changes.rely(
                        account,
                        followed.values(),
                        (seen, links, maker) -> {
                            if (!links.isSameRow(seen) || !links.opensTo(user, now)) {
                                return null;
                            }
                            var once = links.linked(user, maker);
                            return several.contains(links.blob()) ? once.reliedOn(maker) : once;
                        });
        return new Linked(linked, rows, octets, beside);
    }

    /** Those that are named more than once. */
    private static Collection<BlobId> several(List<BlobId> blobs) {
        var once = new HashSet<BlobId>();
        var more = new HashSet<BlobId>();
        for (BlobId blob : blobs) {
            if (!once.add(blob)) {
                more.add(blob);
            }
        }
        return more;
    }
}
