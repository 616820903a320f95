package io.daybook.journal.axonserver;

import io.daybook.core.StreamHeads;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.OtherNodes;
import io.daybook.journal.engine.SequenceTaken;

/** The other nodes of the same log. */
final class OtherLogNodes implements OtherNodes {
    private final AxonServerLog log;
    private final Absences absences;
    private final Ends ends;
    private final GlobalFeed feed;

    OtherLogNodes(AxonServerLog log, Absences absences, Ends ends, GlobalFeed feed) {
        this.log = log;
        this.absences = absences;
        this.ends = ends;
        this.feed = feed;
    }

    @Override
    public boolean isOwnAfter(String stream, long seq) {
        return ends.isOwnAfter(stream, seq);
    }

    /** The end first: a stream that is here afterwards was here then. */
    @Override
    public void requireEnd(String stream, long head) {
        long last = log.last(stream);
        absences.confirm(stream);
        if (last > head && !ends.isOwnAfter(stream, head)) {
            throw new SequenceTaken(stream, head + 1, last);
        }
    }

    @Override
    public void onMoved(StreamHeads.Visitor listener) {
        feed.listen(listener);
    }
}
