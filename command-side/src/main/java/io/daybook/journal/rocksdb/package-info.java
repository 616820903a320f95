/**
 * The journal of the embedded product: one RocksDB, written by one committer thread that syncs its
 * log once per group.
 */
@NullMarked
package io.daybook.journal.rocksdb;

import org.jspecify.annotations.NullMarked;
