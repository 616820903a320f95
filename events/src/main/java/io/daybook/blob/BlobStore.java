package io.daybook.blob;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Octets by content, sealed under keys of their own. An account reaches a blob only through its
 * link to it: an upload link, seen by its uploader only and expiring, or a permanent link, made
 * before an event names the blob.
 */
public interface BlobStore {
    /** An upload in progress. Not safe for use by several threads. */
    interface Upload extends AutoCloseable {
        void write(byte[] octets, int offset, int length);

        long size();

        /**
         * Makes the blob readable to the uploader until {@code expires}; again: a later expiry
         * wins.
         */
        Stored finish(Instant expires);

        /** Throws away what was not finished. */
        @Override
        void close();
    }

    record Stored(BlobId blob, long size) {}

    /** An open blob. */
    interface Blob {
        long size();

        /** Octets [offset, offset + length), fewer at the end. */
        byte[] read(long offset, int length);

        /**
         * @throws IllegalStateException when larger than an array can be
         */
        default byte[] readAll() {
            return read(0, Math.toIntExact(size()));
        }
    }

    Upload upload(AccountId account, String uploader);

    /** Stores octets under a permanent link at once: a message that the server itself made. */
    BlobId store(AccountId account, byte[] octets);

    /** The blob, or null when the account has no link to it that this user may follow. */
    @Nullable Blob open(AccountId account, String user, BlobId blob);

    /** The blob through a permanent link only: for the server's own work. */
    @Nullable Blob open(AccountId account, BlobId blob);

    /**
     * Makes the link of the account permanent, before an event that names the blob is appended; the
     * append makes it durable too. Returns false when this user has no link to follow.
     */
    boolean link(AccountId account, String user, BlobId blob);

    /**
     * The same of many blobs, each as often as events will name it; those that this user has no
     * link to follow are not among the answer.
     */
    default LinkedBlobs link(AccountId account, String user, List<BlobId> blobs) {
        var linked = new HashSet<BlobId>();
        for (var blob : blobs) {
            if (link(account, user, blob)) {
                linked.add(blob);
            }
        }
        return new LinkedOneByOne(this, account, linked);
    }

    /**
     * The event that {@link #link} or {@link #store} prepared for this user did not come. A link
     * that nobody else relies on is only this user's to follow from now on, and goes after a grace.
     */
    void doubt(AccountId account, String user, BlobId blob);

    /**
     * Gives this user an upload link in {@code to} to a blob that the user may open in {@code
     * from}; again: a later expiry wins. Returns false when the user has no link to follow.
     */
    boolean copy(AccountId from, AccountId to, String user, BlobId blob, Instant expires);

    /**
     * Gives {@code to} a permanent link to a blob that this user may open in {@code from}, before
     * an event of {@code to} that names it is appended. Returns false when the user has no link to
     * follow.
     */
    boolean link(AccountId from, AccountId to, String user, BlobId blob);

    /**
     * Keeps something derived from the blob beside it, sealed under the same key, e.g. {@code
     * digest-1}.
     */
    void putBeside(AccountId account, BlobId blob, String name, byte[] derived);

    /** What was kept beside the blob, or null. */
    byte @Nullable [] beside(AccountId account, BlobId blob, String name);

    /** The same of many blobs, in their order; an element is null where nothing was kept. */
    default List<byte @Nullable []> beside(AccountId account, List<BlobId> blobs, String name) {
        var all = new ArrayList<byte @Nullable []>(blobs.size());
        blobs.forEach(blob -> all.add(beside(account, blob, name)));
        return all;
    }
}
