package io.daybook.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store before whose every use something else happens, such as what another node does. */
public final class InterposedStore implements ViewStore {
    private final ViewStore store;
    public Runnable before = () -> {};

    /** How often rows were read as a whole. */
    public int loads;

    /** How many batches came too late. */
    public int refused;

    public InterposedStore(ViewStore store) {
        this.store = store;
    }

    private ViewStore store() {
        before.run();
        return store;
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        return store().get(place, view, key);
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        return store().getAll(place, view, keys);
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        store().scan(place, view, from, to, visitor);
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        return store().last(place, view, least, most);
    }

    @Override
    public Version version(Place place) {
        return store().version(place);
    }

    @Override
    public boolean commit(ViewBatch batch) {
        boolean committed = store().commit(batch);
        refused += committed ? 0 : 1;
        return committed;
    }

    @Override
    public <T> T consistently(Place place, Supplier<T> reader) {
        loads++;
        return store.consistently(place, reader);
    }

    @Override
    public Place live(String group, String scope) {
        return store().live(group, scope);
    }

    @Override
    public Reached reached(String group, String scope) {
        return store().reached(group, scope);
    }

    @Override
    public @Nullable Place kept(String group, String scope) {
        return store().kept(group, scope);
    }

    @Override
    public boolean swap(Place live, Place next) {
        return store().swap(live, next);
    }

    @Override
    public boolean dropKept(String group, String scope) {
        return store().dropKept(group, scope);
    }

    @Override
    public Frozen freeze(List<Place> places) {
        return store().freeze(places);
    }

    @Override
    public void forEachPlace(Consumer<Place> visitor) {
        store().forEachPlace(visitor);
    }

    @Override
    public void drop(Place place) {
        store().drop(place);
    }

    @Override
    public void close() {
        store.close();
    }
}
