package io.daybook.blob.command;

import java.time.Instant;

/** Takes away uploads that have expired and blobs that no link leads to. */
public interface BlobSweep {
    /** One pass; safe at any time, beside any other work. */
    void sweep(Instant now);
}
