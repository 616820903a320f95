package io.daybook.blob.command.link;

import io.daybook.core.BlobId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps where the octets of each blob are. What returns is durable. */
public interface BlobRows {
    /**
     * @param size octets
     * @param wrappedKey under the master key
     * @param place where {@link Contents} has them; never used twice
     * @param isPassing whether the place is one that is cleared by itself
     * @param mark when the blob may have lost its last link, in milliseconds of the epoch; null
     *     when somebody has linked to it since
     * @param isLeaving whether its octets are being deleted: nobody may link to it
     */
    record BlobRow(
            BlobId blob,
            long size,
            byte[] wrappedKey,
            String place,
            boolean isPassing,
            @Nullable Long mark,
            boolean isLeaving) {
        BlobRow at(String other) {
            return new BlobRow(blob, size, wrappedKey, other, false, null, false);
        }
    }

    @Nullable BlobRow find(BlobId blob);

    /** Those that are there, of many. In one go. */
    List<BlobRow> find(Collection<BlobId> blobs);

    /**
     * Writes a row, in the place of one that is leaving or of none.
     *
     * @return false when there is another one
     */
    boolean create(BlobRow row);

    /**
     * Says that the octets of some blobs are somewhere else now, in one go.
     *
     * @param moves the rows as they were read, and as they are to be
     * @return false when some were not where they were thought to be: the others are moved
     */
    boolean move(Map<BlobRow, BlobRow> moves);

    /** Notes that the blobs may have lost their last links. In one go. */
    void mark(Collection<BlobId> blobs, long now);

    /** Takes the mark away; false when the blob is leaving. */
    boolean unmark(BlobRow row);

    /** Some that were marked by then. */
    List<BlobRow> marked(long until, int limit);

    /** Takes their marks away, as {@link #unmark(BlobRow)} does. In one go. */
    void unmark(Collection<BlobRow> rows);

    /**
     * Nobody links to the blobs from now on, but for those whose mark is another one. In one go.
     */
    void leave(Collection<BlobRow> rows);

    /** Takes the rows away, and what is kept beside them. */
    void delete(Collection<BlobRow> rows);

    /** Keeps something beside each of some blobs, in one go; what was there of that name goes. */
    void putBeside(String name, Map<BlobId, byte[]> sealed);

    /** What is kept beside those blobs, where there is something, in one go. */
    Map<BlobId, byte[]> beside(Collection<BlobId> blobs, String name);
}
