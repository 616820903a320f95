package io.daybook.view;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the rows of a follower that keeps nothing else: the same follower, on a store whose
 * generation to be read is the next one.
 */
public final class RowsRebuild implements Rebuildable {
    private final ViewStore store;
    private final Follower live;
    private final Function<RowStore, ? extends Follower> follower;
    private final List<View<?, ?>> views;

    /**
     * @param live has a group
     * @param follower makes the same follower on another store
     * @param views all that are in the group
     */
    public RowsRebuild(
            ViewStore store,
            Follower live,
            Function<RowStore, ? extends Follower> follower,
            List<View<?, ?>> views) {
        this.store = store;
        this.live = live;
        this.follower = follower;
        this.views = List.copyOf(views);
    }

    @Override
    public Follower follower() {
        return live;
    }

    @Override
    public Draft begin(String stream, boolean fromMessages) {
        var next = store.next(group(), stream);
        store.drop(next);
        return draft(next, true);
    }

    @Override
    public boolean isOutdated(String stream) {
        var place = store.live(group(), stream);
        return store.version(place).seq() >= 0 && Content.of(store, place) != live.content();
    }

    @Override
    public @Nullable Draft kept(String stream) {
        var kept = store.kept(group(), stream);
        return kept == null ? null : draft(kept, false);
    }

    private Draft draft(Place place, boolean isNew) {
        var writing = follower.apply(new OtherGeneration(store, place));
        return new RowDraft(
                store,
                place,
                isNew,
                views,
                (version, events) -> writing.apply(place.scope(), version, events));
    }

    @Override
    public boolean confirm(String stream) {
        return store.dropKept(group(), stream);
    }

    private String group() {
        return Objects.requireNonNull(live.group());
    }
}
