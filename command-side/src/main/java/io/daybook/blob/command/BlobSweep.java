package io.daybook.blob.command;

import io.daybook.blob.BlobUse;
import java.time.Instant;

/** Takes away uploads that have expired, links that are doubted, blobs that no link leads to. */
public interface BlobSweep {
    /**
     * One pass; safe at any time, beside any other work.
     *
     * @param use keeps the links that it knows of, however doubted they are
     */
    void sweep(Instant now, BlobUse use);
}
