package io.daybook.journal.mongo;

import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.OtherNodes;
import io.daybook.journal.engine.SequenceTaken;

/** The other nodes of the same database. */
final class OtherMongoNodes implements OtherNodes {
    private final CommitRows rows;
    private final Ends ends;
    private final NodeHints heard;

    OtherMongoNodes(CommitRows rows, Ends ends, NodeHints heard) {
        this.rows = rows;
        this.ends = ends;
        this.heard = heard;
    }

    @Override
    public boolean isOwnAfter(String stream, long seq) {
        return ends.isOwnAfter(stream, seq);
    }

    @Override
    public void requireEnd(String stream, long head) {
        var found = rows.endsFrom(stream, head);
        if (found.stream().anyMatch(commit -> commit.containsKey(Commit.CLOSED))) {
            throw new Unavailable(stream + " is on its way");
        }
        boolean isEnd = found.stream().allMatch(commit -> Commit.last(commit) <= head);
        if (!isEnd && !ends.isOwnAfter(stream, head)) {
            throw new SequenceTaken(stream, head + 1, Commit.last(found.getLast()));
        }
    }

    @Override
    public void onMoved(StreamHeads.Visitor listener) {
        heard.listen(listener);
    }
}
