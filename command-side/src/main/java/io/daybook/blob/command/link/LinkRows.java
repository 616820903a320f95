package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the links: a row for each account and blob. What returns is durable. */
public interface LinkRows {
    /**
     * A row as it was read.
     *
     * @param version changes with the row, and is another one in a row that comes after it
     */
    record Kept(BlobLink link, long version) {}

    @Nullable Kept find(AccountId account, BlobId blob);

    /** Those that are there, of many. In one go. */
    List<BlobLink> find(AccountId account, List<BlobId> blobs);

    /**
     * Writes the links in the place of those that were read; takes the row away when there are none
     * left.
     *
     * @param before null when there was no row
     * @return false when it is not as it was read any more: nothing was done
     */
    boolean replace(@Nullable Kept before, BlobLink after);

    boolean hasAny(BlobId blob);

    /** All blobs that the account has for good, ascending by hash. */
    void forEachPermanent(AccountId account, Consumer<BlobId> visitor);

    /** All that the user has uploaded into the account and that is no permanent link. */
    List<BlobLink> uploads(AccountId account, String user);

    /** Some links with uploads that expire by then. */
    List<BlobLink> expiring(long until, int limit);

    /** Some links whose doubt began by then. */
    List<BlobLink> doubted(long until, int limit);
}
