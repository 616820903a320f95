package io.daybook.blob;

import io.daybook.blob.BlobStore.Blob;
import io.daybook.core.BlobId;
import java.util.Map;
import java.util.Set;

/**
 * Blobs that an account has just been given permanent links to, for what follows right away: their
 * links are not looked at again.
 */
public interface LinkedBlobs {
    /** Those that there is a link to. */
    Set<BlobId> ids();

    /**
     * @throws IllegalArgumentException when it is none of them
     */
    Blob open(BlobId blob);

    /** What is kept beside them under the name, where there is something. */
    Map<BlobId, byte[]> beside(String name);

    /** Keeps something derived from each beside it, as {@link BlobStore#putBeside} does. */
    void putBeside(String name, Map<BlobId, byte[]> derived);
}
