/** Views in a RocksDB instance of their own. */
@NullMarked
package io.daybook.view.rocksdb;

import org.jspecify.annotations.NullMarked;
