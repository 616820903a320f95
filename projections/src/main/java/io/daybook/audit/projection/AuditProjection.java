package io.daybook.audit.projection;

import io.daybook.core.StreamHeads;
import io.daybook.view.Follower;
import io.daybook.view.Sequenced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes one entry of each event of every stream. */
public final class AuditProjection implements Follower {
    private static final Duration LEISURE = Duration.ofSeconds(1);

    private final AuditStore store;

    public AuditProjection(AuditStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public boolean follows(String stream) {
        return true;
    }

    @Override
    public Duration leisure() {
        return LEISURE;
    }

    @Override
    public boolean startOver(String stream) {
        store.startOver(stream);
        return true;
    }

    @Override
    public long version(String stream) {
        return store.standing(stream).seq();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var standing = store.standing(stream);
        if (standing.seq() != fromVersion) {
            return;
        }
        var memory = AuditMemory.read(standing.facts());
        var postings = new ArrayList<AuditPosting>(events.size());
        events.forEach(event -> postings.add(AuditWords.of(stream, event, memory)));
        store.add(stream, fromVersion, postings, memory.octets());
    }

    /** Forgets the streams whose key was destroyed: what they told is nobody's any more. */
    public void forgetErased(StreamHeads heads) {
        heads.forEach((stream, _) -> {
            if (heads.isErased(stream) && version(stream) >= 0) {
                store.startOver(stream);
            }
        });
    }
}
