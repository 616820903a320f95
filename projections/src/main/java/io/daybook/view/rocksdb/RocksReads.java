package io.daybook.view.rocksdb;

import io.daybook.view.Frozen.Stored;
import io.daybook.view.KeyedOctets;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewKeys;
import io.daybook.view.ViewStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** Reads rows, versions and places from the database, as they are now or in a snapshot. */
record RocksReads(RocksViews database) {
    private static final int MANY = 1_000;

    <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys)
            throws RocksDBException {
        var layout = new ViewKeys(place);
        var found = new ArrayList<@Nullable Row<R>>(keys.size());
        for (int from = 0; from < keys.size(); from += MANY) {
            var some = keys.subList(from, Math.min(from + MANY, keys.size()));
            var names = some.stream().map(key -> layout.row(view, key)).toList();
            for (byte @Nullable [] octets : database.getAll(names)) {
                found.add(octets == null ? null : view.decode(octets));
            }
        }
        return found;
    }

    /** Visits the rows from the first key until the visitor stops, the end excluded. */
    <K, R> boolean scan(
            ViewKeys keys,
            View<K, R> view,
            byte[] first,
            byte[] end,
            ViewStore.Visitor<? super K, R> visitor)
            throws RocksDBException {
        try (var bound = new Slice(end);
                var options = new ReadOptions().setIterateUpperBound(bound);
                RocksIterator rows = database.iterator(options)) {
            rows.seek(first);
            while (rows.isValid()
                    && visitor.row(keys.key(view, rows.key()), view.decode(rows.value()))) {
                rows.next();
            }
            rows.status();
            return true;
        }
    }

    /** The last row from the least key to the most, or null. */
    <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most)
            throws RocksDBException {
        var keys = new ViewKeys(place);
        try (var options = new ReadOptions();
                RocksIterator rows = database.iterator(options)) {
            rows.seekForPrev(keys.row(view, most));
            boolean found =
                    rows.isValid()
                            && Arrays.compareUnsigned(rows.key(), keys.row(view, least)) >= 0;
            rows.status();
            return found ? view.decode(rows.value()) : null;
        }
    }

    Version version(Place place) throws RocksDBException {
        return ViewKeys.version(database.get(new ViewKeys(place).version()));
    }

    Version version(Snapshot snapshot, Place place) throws RocksDBException {
        try (var options = new ReadOptions().setSnapshot(snapshot)) {
            return ViewKeys.version(database.get(options, new ViewKeys(place).version()));
        }
    }

    /** The rows of a place after one of them, null for the first, at most so many. */
    List<Stored> rows(Snapshot snapshot, Place place, @Nullable Stored after, int limit)
            throws RocksDBException {
        var keys = new ViewKeys(place);
        var found = new ArrayList<Stored>();
        byte[] first = keys.after(after);
        try (var bound = new Slice(ViewKeys.end(keys.place()));
                var options = new ReadOptions().setSnapshot(snapshot).setIterateUpperBound(bound);
                RocksIterator rows = database.iterator(options)) {
            rows.seek(first);
            if (rows.isValid() && Arrays.equals(rows.key(), first)) {
                rows.next();
            }
            for (; rows.isValid() && found.size() < limit; rows.next()) {
                found.add(new KeyedOctets(keys.inPlace(rows.key()), rows.value()));
            }
            rows.status();
        }
        return found;
    }

    /** Seeks from one place to the next, over all that lies between. */
    List<Place> places() throws RocksDBException {
        var places = new ArrayList<Place>();
        try (var options = new ReadOptions();
                RocksIterator rows = database.iterator(options)) {
            rows.seekToFirst();
            while (rows.isValid()) {
                var place = ViewKeys.placeOf(rows.key());
                if (place == null) {
                    rows.next();
                } else {
                    places.add(place);
                    rows.seek(ViewKeys.end(new ViewKeys(place).place()));
                }
            }
            rows.status();
        }
        return places;
    }
}
