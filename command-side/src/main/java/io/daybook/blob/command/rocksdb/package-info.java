/**
 * Blobs of the embedded product: small ones in the journal's RocksDB, so that an event never
 * becomes durable before the blobs that it names; large ones as files.
 */
@NullMarked
package io.daybook.blob.command.rocksdb;

import org.jspecify.annotations.NullMarked;
