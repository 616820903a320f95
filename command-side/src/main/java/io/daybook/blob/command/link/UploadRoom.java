package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import java.util.Comparator;

/** The quota of uploads that nothing references yet, for each uploader in each account. */
record UploadRoom(LinkRows links, LinkChanges changes, long quota) {
    /** Makes room for an upload: the oldest go first. */
    void make(AccountId account, String user, long size) {
        var oldestFirst =
                links.uploads(account, user).stream()
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
