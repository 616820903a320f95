package io.daybook.blob.command.link;

import io.daybook.blob.BlobStore.Blob;
import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.core.Unavailable;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.StreamErased;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Proves blobs: that each which an account has for good is there and opens by the key of its link,
 * and that its octets are those of its name and no more. Octets are read once for each account that
 * has them.
 */
public final class LinkCheck implements Verifier {
    private static final String PART = "blobs";
    private static final int PIECE = 1 << 20;
    private static final String RESTORE =
            "Put the object back from a copy of the bucket; who has the message elsewhere can"
                    + " import it again.";

    private final LinkedBlobStore store;
    private final StoredEvents events;

    /**
     * @param events of the accounts
     */
    public LinkCheck(LinkedBlobStore store, StoredEvents events) {
        this.store = store;
        this.events = events;
    }

    private record Link(AccountId account, BlobId blob) {}

    @Override
    public String part() {
        return PART;
    }

    /**
     * @throws Unavailable when a server does not answer: nothing is said about the blob then
     */
    @Override
    public void verify(Scope scope, Report report) {
        var links = links(scope.isEverything() ? events.streams() : scope.streams());
        long done = 0;
        for (Link link : links) {
            var finding = finding(link);
            if (finding != null) {
                report.found(finding);
            }
            report.progress(PART, ++done, links.size());
        }
    }

    private List<Link> links(Collection<String> streams) {
        var links = new ArrayList<Link>();
        streams.stream()
                .map(AccountId::ofStream)
                .filter(Objects::nonNull)
                .forEach(account ->
                        store.forEach(account, blob -> links.add(new Link(account, blob))));
        return links;
    }

    private @Nullable Finding finding(Link link) {
        try {
            Blob blob = store.openToProve(link.account(), link.blob());
            if (blob == null) {
                // It was left since the list was made.
                return null;
            }
            byte[] is = hash(blob);
            return Arrays.equals(is, link.blob().sha256Octets())
                    ? null
                    : wrong(
                            "blob changed",
                            link,
                            "its octets have the hash " + HexFormat.of().formatHex(is));
        } catch (Unavailable e) {
            throw e;
        } catch (StreamErased e) {
            // Nobody is to read it any more.
            return null;
        } catch (Contents.Gone e) {
            return store.open(link.account(), link.blob()) == null
                    ? null
                    : wrong("blob missing", link, "the bucket does not have it");
        } catch (RuntimeException e) {
            // Whatever damaged octets do to what reads them, they are damaged.
            return wrong("blob changed", link, "it cannot be read: " + e.getMessage());
        }
    }

    private static byte[] hash(Blob blob) {
        MessageDigest digest = BlobId.sha256();
        long from = 0;
        do {
            digest.update(blob.read(from, (int) Math.min(PIECE, blob.size() - from)));
            from += PIECE;
        } while (from < blob.size());
        return digest.digest();
    }

    private static Finding wrong(String kind, Link link, String what) {
        String where = "blob " + link.blob() + " of " + link.account();
        return new Finding(PART, kind, where, what, RESTORE);
    }
}
