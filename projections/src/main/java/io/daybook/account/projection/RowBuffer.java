package io.daybook.account.projection;

import io.daybook.view.Place;
import io.daybook.view.RowStore;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of one view that are changed but not yet written: each is written once. */
final class RowBuffer<K, R> {
    private final RowStore store;
    private final Place place;
    private final View<K, R> view;
    private final Map<K, Pending<R>> pending = new HashMap<>();

    /** A row as it is to be, null for none. */
    private record Pending<R>(long seq, @Nullable R row) {}

    RowBuffer(RowStore store, Place place, View<K, R> view) {
        this.store = store;
        this.place = place;
        this.view = view;
    }

    /** The row as the events so far have left it, or null. */
    @Nullable R get(K key) {
        Pending<R> known = pending.get(key);
        if (known != null) {
            return known.row();
        }
        var row = store.get(place, view, key);
        return row == null ? null : row.value();
    }

    /** Null is no row. */
    void set(K key, long seq, @Nullable R row) {
        pending.put(key, new Pending<>(seq, row));
    }

    int size() {
        return pending.size();
    }

    /** Forgets what was not written. */
    void discard() {
        pending.clear();
    }

    void flush(ViewBatch batch) {
        pending.forEach((key, value) -> {
            R row = value.row();
            if (row == null) {
                batch.delete(view, key);
            } else {
                batch.put(view, key, value.seq(), row);
            }
        });
        pending.clear();
    }
}
