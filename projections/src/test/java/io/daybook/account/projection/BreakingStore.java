package io.daybook.account.projection;

import io.daybook.view.Frozen;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that breaks off at one commit. */
final class BreakingStore implements ViewStore {
    private final ViewStore rows;
    private int left;

    /**
     * @param failing the number of that commit
     */
    BreakingStore(ViewStore rows, int failing) {
        this.rows = rows;
        this.left = failing;
    }

    @Override
    public boolean commit(ViewBatch batch) {
        if (--left == 0) {
            throw new IllegalStateException("broken off");
        }
        return rows.commit(batch);
    }

    @Override
    public boolean load(ViewBatch batch) {
        return commit(batch);
    }

    @Override
    public void settle() {
        rows.settle();
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        return rows.get(place, view, key);
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        return rows.getAll(place, view, keys);
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        rows.scan(place, view, from, to, visitor);
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        return rows.last(place, view, least, most);
    }

    @Override
    public Version version(Place place) {
        return rows.version(place);
    }

    @Override
    public Place live(String group, String scope) {
        return rows.live(group, scope);
    }

    @Override
    public boolean swap(Place live, Place next) {
        return rows.swap(live, next);
    }

    @Override
    public @Nullable Place kept(String group, String scope) {
        return rows.kept(group, scope);
    }

    @Override
    public boolean dropKept(String group, String scope) {
        return rows.dropKept(group, scope);
    }

    @Override
    public Frozen freeze(List<Place> places) {
        return rows.freeze(places);
    }

    @Override
    public void forEachPlace(Consumer<Place> visitor) {
        rows.forEachPlace(visitor);
    }

    @Override
    public void drop(Place place) {
        rows.drop(place);
    }

    @Override
    public void close() {
        rows.close();
    }
}
