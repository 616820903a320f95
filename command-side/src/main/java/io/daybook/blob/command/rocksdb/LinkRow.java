package io.daybook.blob.command.rocksdb;

import io.daybook.core.codec.RecordCodec;

/**
 * A link of an account to a blob.
 *
 * @param wrappedKey the blob's key under the key of the account's stream
 * @param uploadedAt in milliseconds of the epoch
 * @param expires in milliseconds of the epoch; {@link Long#MAX_VALUE} when permanent
 */
record LinkRow(long size, boolean inFile, byte[] wrappedKey, long uploadedAt, long expires) {
    static final RecordCodec<LinkRow> CODEC =
            RecordCodec.of(
                    (row, out) -> {
                        out.number("size", row.size());
                        out.flag("inFile", row.inFile());
                        out.bytes("wrappedKey", row.wrappedKey());
                        out.number("uploadedAt", row.uploadedAt());
                        out.number("expires", row.expires());
                    },
                    in ->
                            new LinkRow(
                                    in.number("size"),
                                    in.flag("inFile"),
                                    in.bytes("wrappedKey"),
                                    in.number("uploadedAt"),
                                    in.number("expires")));

    LinkRow permanent() {
        return new LinkRow(size, inFile, wrappedKey, uploadedAt, Long.MAX_VALUE);
    }
}
