package io.daybook.journal.engine;

import io.daybook.core.StreamHeads;

/** What other nodes do to the streams that this one knows. */
public interface OtherNodes {
    /** Whether the event after this one, and all since, are of this node: nobody asks the log. */
    boolean isOwnAfter(String stream, long seq);

    /**
     * Asks the log whether the stream ends at this event, or goes on by this node alone.
     *
     * @param head -1 for an empty stream
     * @throws SequenceTaken when another node has gone on
     * @throws io.daybook.core.Unavailable when the stream is held, or cannot be asked for
     */
    void requireEnd(String stream, long head);

    /** Hints, on a thread of the journal's own, that another node has moved a stream. */
    void onMoved(StreamHeads.Visitor listener);

    /** Of a journal with one node. */
    static OtherNodes none() {
        return new OtherNodes() {
            @Override
            public boolean isOwnAfter(String stream, long seq) {
                return true;
            }

            @Override
            public void requireEnd(String stream, long head) {
                // Nobody else goes on.
            }

            @Override
            public void onMoved(StreamHeads.Visitor listener) {
                // There is nothing to hint at.
            }
        };
    }
}
