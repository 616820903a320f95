package io.daybook.audit.projection;

import io.daybook.audit.projection.AuditGenerations.Generation;
import io.daybook.view.Draft;
import io.daybook.view.Follower;
import io.daybook.view.Followers;
import io.daybook.view.Rebuildable;
import io.daybook.view.Sequenced;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the audit of a stream anew beside the one that is read. */
public final class AuditRebuild implements Rebuildable {
    private final AuditGenerations generations;
    private final AuditFollowing following;

    public AuditRebuild(AuditGenerations generations, AuditFollowing following) {
        this.generations = generations;
        this.following = following;
    }

    @Override
    public Follower follower() {
        return following.projection();
    }

    /** The audit is followed apart from the views. */
    @Override
    public Followers followers(Followers views) {
        return following.followers();
    }

    @Override
    public Draft begin(String stream, boolean fromMessages) {
        return new Entries(stream, generations.begin(stream));
    }

    @Override
    public @Nullable Draft kept(String stream) {
        var kept = generations.kept(stream);
        return kept == null ? null : new Entries(stream, kept);
    }

    @Override
    public boolean confirm(String stream) {
        return generations.dropKept(stream);
    }

    /** The entries of one stream in the making. */
    private static final class Entries implements Draft {
        private final String stream;
        private final Generation generation;

        /** Up to the last event that was prepared. */
        private final AuditMemory memory;

        Entries(String stream, Generation generation) {
            this.stream = stream;
            this.generation = generation;
            this.memory = AuditMemory.read(generation.standing().facts());
        }

        @Override
        public long version() {
            return generation.standing().seq();
        }

        @Override
        public Runnable prepare(List<Sequenced> events) {
            var postings = new ArrayList<AuditPosting>(events.size());
            events.forEach(event -> postings.add(AuditWords.of(stream, event, memory)));
            byte[] facts = memory.octets();
            return () -> generation.add(postings, facts);
        }

        @Override
        public @Nullable Comparison freeze() {
            return generation.freeze();
        }

        @Override
        public void takePlace() {
            generation.takePlace();
        }

        @Override
        public void close() {
            generation.close();
        }
    }
}
