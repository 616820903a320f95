package io.daybook.journal.rocksdb;

/** When a change is done, and what it may overtake. */
public enum Durability {
    /**
     * Done when written. May overtake others of its group, so that it never waits for their sync:
     * for what stands by itself, like blobs and links. The next sync makes it durable.
     */
    EARLY,
    /** Done when written, after everything queued before it; the next sync makes it durable. */
    ORDERED,
    /** Done when synced. */
    SYNCED
}
