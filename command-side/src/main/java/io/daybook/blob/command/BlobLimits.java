package io.daybook.blob.command;

import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param uploadQuotaOctets of uploads that are not linked for good, for each uploader in each
 *     account; beyond it the oldest go first (RFC 8620 section 6)
 * @param grace between finding a blob without any link and deleting it
 */
public record BlobLimits(long uploadQuotaOctets, Duration grace) {
    public static final BlobLimits DEFAULT = new BlobLimits(1L << 30, Duration.ofHours(24));
}
