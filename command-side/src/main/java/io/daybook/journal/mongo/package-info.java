/**
 * The journal of the cluster product: streams, keys, snapshots and leases in one MongoDB, written
 * by any number of nodes. Needs no sessions, transactions or change streams.
 */
@NullMarked
package io.daybook.journal.mongo;

import org.jspecify.annotations.NullMarked;
