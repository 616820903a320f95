package io.daybook.blob.command.link;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    List<Kept> find(AccountId account, Collection<BlobId> blobs);

    /**
     * The row of the blob, if there is one, and those of all that the user has uploaded into the
     * account and that is no permanent link. In one go.
     */
    List<Kept> find(AccountId account, BlobId blob, String user);

    /**
     * Writes links, of which there are some, in the place of those that were read.
     *
     * @param before null when there was no row
     * @return the row now; null when it is not as it was read any more: nothing was done
     */
    @Nullable Kept replace(@Nullable Kept before, BlobLink after);

    /**
     * The same of many rows, in one go.
     *
     * @return false when some are not as they were read any more: the others were written
     */
    boolean replace(Map<Kept, BlobLink> changes);

    /** Takes a row away; false when it is not as it was read any more. */
    boolean remove(Kept before);

    /** The same of many rows, in one go: those that are not as they were read any more stay. */
    void remove(Collection<Kept> rows);

    /** Those of the blobs that any account has a link to. In one go. */
    Set<BlobId> linked(Collection<BlobId> blobs);

    /** All blobs that the account has for good, ascending by hash. */
    void forEachPermanent(AccountId account, Consumer<BlobId> visitor);

    /** Some links with uploads that expire by then. */
    List<Kept> expiring(long until, int limit);

    /** Some links whose doubt began by then. */
    List<Kept> doubted(long until, int limit);
}
