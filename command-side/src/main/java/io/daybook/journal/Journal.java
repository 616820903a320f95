package io.daybook.journal;

/** What a repository needs of the journal beyond Axon's engine. */
public interface Journal {
    /**
     * Waits until nothing of the stream is queued: what was appended before is durable or has
     * failed, and a load sees exactly what is durable.
     */
    void awaitQuiet(String stream);
}
