package io.daybook.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in which a generation in the making of one scope counts as the one that is read. */
public final class OtherGeneration implements RowStore {
    private final ViewStore store;
    private final Place place;

    public OtherGeneration(ViewStore store, Place place) {
        this.store = store;
        this.place = place;
    }

    @Override
    public Place live(String group, String scope) {
        boolean isOurs = group.equals(place.group()) && scope.equals(place.scope());
        return isOurs ? place : store.live(group, scope);
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place where, View<K, R> view, K key) {
        return store.get(where, view, key);
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place where, View<K, R> view, List<K> keys) {
        return store.getAll(where, view, keys);
    }

    @Override
    public <K, R> void scan(
            Place where,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        store.scan(where, view, from, to, visitor);
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place where, View<K, R> view, K least, K most) {
        return store.last(where, view, least, most);
    }

    @Override
    public Version version(Place where) {
        return store.version(where);
    }

    @Override
    public boolean commit(ViewBatch batch) {
        return batch.place().equals(place) ? store.load(batch) : store.commit(batch);
    }

    @Override
    public void drop(Place where) {
        store.drop(where);
    }
}
