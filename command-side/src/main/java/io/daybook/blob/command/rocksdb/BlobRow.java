package io.daybook.blob.command.rocksdb;

import io.daybook.core.codec.RecordCodec;

/**
 * A blob, whoever links to it.
 *
 * @param inFile whether its segments are in a file rather than in the database
 * @param wrappedKey its key under the master key
 */
record BlobRow(long size, boolean inFile, byte[] wrappedKey) {
    static final RecordCodec<BlobRow> CODEC =
            RecordCodec.of(
                    (row, out) -> {
                        out.number("size", row.size());
                        out.flag("inFile", row.inFile());
                        out.bytes("wrappedKey", row.wrappedKey());
                    },
                    in -> new BlobRow(in.number("size"), in.flag("inFile"), in.bytes("wrappedKey")));
}
