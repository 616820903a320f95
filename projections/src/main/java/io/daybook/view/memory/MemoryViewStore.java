package io.daybook.view.memory;

import io.daybook.view.Frozen;
import io.daybook.view.KeyedOctets;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewKeys;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows in a sorted map; one thread at a time. */
public final class MemoryViewStore implements ViewStore {
    private final NavigableMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public synchronized <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        byte[] octets = rows.get(new ViewKeys(place).row(view, key));
        return octets == null ? null : view.decode(octets);
    }

    @Override
    public synchronized <K, R> List<@Nullable Row<R>> getAll(
            Place place, View<K, R> view, List<K> keys) {
        var found = new ArrayList<@Nullable Row<R>>(keys.size());
        for (K key : keys) {
            found.add(get(place, view, key));
        }
        return found;
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        var keys = new ViewKeys(place);
        byte[] first = from == null ? keys.view(view) : keys.row(view, from);
        byte[] end = to == null ? ViewKeys.end(keys.view(view)) : keys.row(view, to);
        if (Arrays.compareUnsigned(first, end) >= 0) {
            return;
        }
        for (var row : copy(first, end).entrySet()) {
            if (!visitor.row(keys.key(view, row.getKey()), view.decode(row.getValue()))) {
                return;
            }
        }
    }

    private synchronized NavigableMap<byte[], byte[]> copy(byte[] first, byte[] end) {
        return new TreeMap<>(rows.subMap(first, true, end, false));
    }

    @Override
    public synchronized <K, R> @Nullable Row<R> last(
            Place place, View<K, R> view, K least, K most) {
        var keys = new ViewKeys(place);
        var row = rows.floorEntry(keys.row(view, most));
        boolean found =
                row != null && Arrays.compareUnsigned(row.getKey(), keys.row(view, least)) >= 0;
        return row == null || !found ? null : view.decode(row.getValue());
    }

    @Override
    public synchronized Version version(Place place) {
        return ViewKeys.version(rows.get(new ViewKeys(place).version()));
    }

    @Override
    public synchronized boolean commit(ViewBatch batch) {
        if (!version(batch.place()).equals(batch.from())) {
            return false;
        }
        var keys = new ViewKeys(batch.place());
        for (var change : batch.changes()) {
            byte[] octets = change.octets();
            if (octets == null) {
                rows.remove(change.key(keys));
            } else {
                rows.put(change.key(keys), octets);
            }
        }
        rows.put(keys.version(), ViewKeys.version(batch.to()));
        return true;
    }

    @Override
    public boolean load(ViewBatch batch) {
        return commit(batch);
    }

    @Override
    public void settle() {
        // A crash loses all of it anyway.
    }

    @Override
    public synchronized Place live(String group, String scope) {
        return ViewKeys.live(group, scope, rows.get(ViewKeys.live(group, scope)));
    }

    @Override
    public synchronized @Nullable Place kept(String group, String scope) {
        return ViewKeys.kept(group, scope, rows.get(ViewKeys.live(group, scope)));
    }

    @Override
    public synchronized boolean swap(Place live, Place next) {
        if (!live(live.group(), live.scope()).equals(live)
                || !version(next).hasComeAsFarAs(version(live))) {
            return false;
        }
        var kept = kept(live.group(), live.scope());
        boolean isBack = next.equals(kept);
        rows.put(
                ViewKeys.live(next.group(), next.scope()),
                ViewKeys.generations(next, isBack ? null : live));
        if (isBack) {
            drop(live);
        } else if (kept != null) {
            drop(kept);
        }
        return true;
    }

    @Override
    public synchronized boolean dropKept(String group, String scope) {
        var kept = kept(group, scope);
        if (kept == null) {
            return false;
        }
        byte[] generations = ViewKeys.generations(live(group, scope), null);
        rows.put(ViewKeys.live(group, scope), generations);
        drop(kept);
        return true;
    }

    @Override
    public synchronized Frozen freeze(List<Place> places) {
        var copy = new TreeMap<>(rows);
        return new Frozen() {
            @Override
            public Version version(Place place) {
                return ViewKeys.version(copy.get(new ViewKeys(place).version()));
            }

            @Override
            public List<Stored> rows(Place place, @Nullable Stored after, int limit) {
                var keys = new ViewKeys(place);
                return copy
                        .subMap(keys.after(after), false, ViewKeys.end(keys.place()), false)
                        .entrySet()
                        .stream()
                        .limit(limit)
                        .<Stored>map(
                                row -> new KeyedOctets(keys.inPlace(row.getKey()), row.getValue()))
                        .toList();
            }

            @Override
            public void close() {
                copy.clear();
            }
        };
    }

    @Override
    public void forEachPlace(Consumer<Place> visitor) {
        places().forEach(visitor);
    }

    private synchronized Set<Place> places() {
        var places = new LinkedHashSet<Place>();
        for (byte[] key : rows.keySet()) {
            var place = ViewKeys.placeOf(key);
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    @Override
    public synchronized void drop(Place place) {
        byte[] prefix = new ViewKeys(place).place();
        rows.subMap(prefix, true, ViewKeys.end(prefix), false).clear();
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }
}
