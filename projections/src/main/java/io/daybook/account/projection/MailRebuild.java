package io.daybook.account.projection;

import io.daybook.core.DiskThreads;
import io.daybook.view.Content;
import io.daybook.view.Draft;
import io.daybook.view.Follower;
import io.daybook.view.Place;
import io.daybook.view.Rebuildable;
import io.daybook.view.ViewStore;
import org.jspecify.annotations.Nullable;

/** Makes the mail views of an account anew: they are folded in memory, as those that are read. */
public final class MailRebuild implements Rebuildable {
    private final MailProjection projection;
    private final ViewStore store;

    public MailRebuild(MailProjection projection) {
        this.projection = projection;
        this.store = projection.store();
    }

    @Override
    public Follower follower() {
        return projection;
    }

    @Override
    public Draft begin(String stream, boolean fromMessages) {
        var next = store.next(MailRows.GROUP, stream);
        store.drop(next);
        return draft(next, true, fromMessages);
    }

    @Override
    public boolean isOutdated(String stream) {
        var place = store.live(MailRows.GROUP, stream);
        return store.version(place).seq() >= 0 && Content.of(store, place) != projection.content();
    }

    @Override
    public @Nullable Draft kept(String stream) {
        var kept = store.kept(MailRows.GROUP, stream);
        return kept == null ? null : draft(kept, false, false);
    }

    private Draft draft(Place place, boolean isNew, boolean fromMessages) {
        var state = DiskThreads.call(() -> new MailLoader(store, place).load());
        var known = projection.facts().ofThePast();
        var facts = fromMessages ? known.fromMessages() : known;
        return new MailDraft(projection, state, facts, isNew);
    }

    @Override
    public boolean confirm(String stream) {
        return store.dropKept(MailRows.GROUP, stream);
    }
}
