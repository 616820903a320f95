package io.daybook.journal.rocksdb;

import java.util.concurrent.CompletableFuture;

/**
 * One change in the queue.
 *
 * @param units of the queue's room that it takes
 * @param written runs on the committer thread once the change is written (and synced, if it asked)
 * @param done completes off the committer thread
 */
record Entry(
        Durability durability,
        int units,
        Change change,
        Runnable written,
        CompletableFuture<Void> done) {}
