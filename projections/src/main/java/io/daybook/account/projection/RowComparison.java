package io.daybook.account.projection;

import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.View;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares two generations of an account's views row by row. */
final class RowComparison {
    static final int MOST = 100;

    private static final int PAGE = 1_000;

    private final ViewStore store;
    private final Place one;
    private final Place other;
    private final List<String> differences = new ArrayList<>();

    private RowComparison(ViewStore store, Place one, Place other) {
        this.store = store;
        this.one = one;
        this.other = other;
    }

    /** Says, for the first rows that differ, in what. */
    static List<String> of(ViewStore store, Place one, Place other) {
        var comparison = new RowComparison(store, one, other);
        for (var view : MailRows.ALL) {
            comparison.compare(view);
        }
        return comparison.differences;
    }

    private <K, R> void compare(View<K, R> view) {
        var keys = new ArrayList<K>();
        store.scan(one, view, null, null, (key, _) -> collect(view, keys, key));
        compare(view, keys);
        store.scan(other, view, null, null, (key, _) -> collect(view, keys, key));
        compare(view, keys);
    }

    private <K, R> boolean collect(View<K, R> view, List<K> keys, K key) {
        keys.add(key);
        if (keys.size() == PAGE) {
            compare(view, keys);
        }
        return differences.size() < MOST;
    }

    private <K, R> void compare(View<K, R> view, List<K> keys) {
        List<Row<R>> left = store.getAll(one, view, keys);
        List<Row<R>> right = store.getAll(other, view, keys);
        for (int i = 0; i < keys.size() && differences.size() < MOST; i++) {
            if (!Objects.equals(left.get(i), right.get(i))) {
                differences.add(
                        view.name()
                                + " "
                                + keys.get(i)
                                + ": "
                                + left.get(i)
                                + " is not "
                                + right.get(i));
            }
        }
        keys.clear();
    }
}
