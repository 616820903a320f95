package io.daybook.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generation of rows in the making. */
public final class RowDraft implements Draft {
    private final ViewStore store;
    private final Place place;
    private final boolean isNew;
    private final List<View<?, ?>> views;
    private final Poster poster;
    private boolean tookPlace;

    /** Posts events into the rows of the draft. */
    public interface Poster {
        /** The first event follows {@code version}; it may post only the first few. */
        void post(long version, List<Sequenced> events);
    }

    /**
     * @param isNew whether the rows are thrown away when they do not become those that are read
     * @param views all that the rows belong to
     */
    public RowDraft(
            ViewStore store, Place place, boolean isNew, List<View<?, ?>> views, Poster poster) {
        this.store = store;
        this.place = place;
        this.isNew = isNew;
        this.views = List.copyOf(views);
        this.poster = poster;
    }

    @Override
    public long version() {
        return store.version(place).seq();
    }

    @Override
    public Runnable prepare(List<Sequenced> events) {
        return () -> poster.post(version(), events);
    }

    @Override
    public void settle(Runnable between) {
        store.settle();
    }

    @Override
    public @Nullable Comparison freeze() {
        var live = store.live(place.group(), place.scope());
        var frozen = store.freeze(List.of(live, place));
        if (frozen.version(live).equals(frozen.version(place))) {
            return new RowComparison(frozen, live, place, views);
        }
        frozen.close();
        return null;
    }

    @Override
    public void takePlace() {
        if (!store.swap(store.live(place.group(), place.scope()), place)) {
            throw new IllegalStateException(
                    "the rows of " + place.scope() + " have changed meanwhile");
        }
        tookPlace = true;
    }

    @Override
    public void close() {
        if (isNew && !tookPlace) {
            store.drop(place);
        }
    }
}
