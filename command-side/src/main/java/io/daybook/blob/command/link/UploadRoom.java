package io.daybook.blob.command.link;

import io.daybook.blob.command.link.LinkChanges.Seen;
import io.daybook.blob.command.link.LinkRows.Kept;
import io.daybook.core.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The quota of uploads that nothing references yet, for each uploader in each account. */
record UploadRoom(LinkRows links, LinkChanges changes, long quota) {
    /**
     * Makes room for an upload, the oldest go first; none is made for what takes no room.
     *
     * @return the links to the blob, as they were before
     */
    Seen make(BlobLink none, String user) {
        Kept own = null;
        var uploads = new ArrayList<BlobLink>();
        for (Kept row : links.find(none.account(), none.blob(), user)) {
            if (row.link().blob().equals(none.blob())) {
                own = row;
            } else {
                uploads.add(row.link());
            }
        }
        if (own == null || own.link().isNewUpload(user)) {
            make(none.account(), user, none.size(), uploads);
        }
        return new Seen(own);
    }

    private void make(AccountId account, String user, long size, List<BlobLink> uploads) {
        var oldestFirst =
                uploads.stream()
                        .sorted(Comparator.comparingLong(link -> uploadedAt(link, user)))
                        .toList();
        long sum = oldestFirst.stream().mapToLong(BlobLink::size).sum();
        // RFC 8620 section 6: the server MUST delete unreferenced blobs, oldest first, until there
        // is room for the new one.
        for (var link : oldestFirst) {
            if (sum + size <= quota) {
                return;
            }
            changes.change(account, link.blob(), it -> it == null ? null : it.withoutUpload(user));
            sum -= link.size();
        }
    }

    private static long uploadedAt(BlobLink link, String user) {
        return link.uploads().stream()
                .filter(it -> it.user().equals(user))
                .mapToLong(BlobLink.UploadLink::uploadedAt)
                .findFirst()
                .orElse(0);
    }
}
