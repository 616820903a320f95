package io.daybook.journal.rocksdb;

import java.util.Locale;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;

/** The column families of the journal, and what is kept in each. */
public enum Family {
    /** Name to value: the fingerprint of the master key, the identity of the store. */
    META(1, 0),
    /** (stream, sequence number) to hash and sealed octets. */
    EVENTS(16, 0),
    /** Global index to (time, stream, sequence number). */
    ORDER(4, 0),
    /** Stream to the last sequence number and hash. */
    HEADS(4, 0),
    /** (processor, segment) to token and claim. */
    TOKENS(1, 0),
    /** (stream, sequence number) to a sealed manifest or snapshot. */
    MANIFESTS(2, 0),
    /** (stream, hash) to a sealed chunk of a snapshot. */
    CHUNKS(4, 4096),
    /** Stream to wrapped key. */
    KEYS(1, 0),
    /** Content hash to size, form and wrapped key of a blob. */
    BLOBS(4, 0),
    /** (content hash, segment) to sealed octets. */
    SEGMENTS(16, 2048),
    /** (content hash, name) to what was derived from the blob. */
    BESIDE(8, 2048),
    /** The links of accounts to blobs, their expiries, and the marks of the sweep. */
    LINKS(8, 0);

    private static final long MB = 1 << 20;

    private final int writeBufferMegabytes;
    private final long minBlobOctets;

    Family(int writeBufferMegabytes, long minBlobOctets) {
        this.writeBufferMegabytes = writeBufferMegabytes;
        this.minBlobOctets = minBlobOctets;
    }

    String storedName() {
        return this == META ? "default" : name().toLowerCase(Locale.ROOT);
    }

    ColumnFamilyOptions options() {
        var options =
                new ColumnFamilyOptions()
                        .setWriteBufferSize(writeBufferMegabytes * MB)
                        .setMaxWriteBufferNumber(2)
                        .setTargetFileSizeBase(16 * MB)
                        .setMaxBytesForLevelBase(64 * MB)
                        .setLevelCompactionDynamicLevelBytes(true)
                        .setCompressionType(CompressionType.LZ4_COMPRESSION);
        if (minBlobOctets > 0) {
            options.setEnableBlobFiles(true)
                    .setMinBlobSize(minBlobOctets)
                    .setBlobFileSize(64 * MB)
                    .setBlobCompressionType(CompressionType.NO_COMPRESSION)
                    .setEnableBlobGarbageCollection(true)
                    .setBlobGarbageCollectionAgeCutoff(0.25);
        }
        return options;
    }
}
