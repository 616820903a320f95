package io.daybook.archive;

import org.jspecify.annotations.Nullable;

/**
 * What is in an archive.
 *
 * @param firstEvent 0, or where a later part of a stream begins
 * @param events of the account
 * @param head hexadecimal SHA-256: the end of the chain of hashes over the sealed events
 * @param blobs that are in the archive
 * @param blobOctets of them, opened and unpacked
 * @param gone blobs that events name, but which the account had no more
 * @param userEvents of the user's own stream; 0 when it did not come along
 */
public record Contents(
        String account,
        String owner,
        String epoch,
        long firstEvent,
        long events,
        String head,
        long blobs,
        long blobOctets,
        long gone,
        @Nullable String user,
        long userEvents) {}
