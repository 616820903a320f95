package io.daybook.view;

import io.daybook.core.codec.BinaryFieldWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a follower made of some events of one stream: rows to put and to delete, all or nothing. */
public final class ViewBatch {
    /** One row put or deleted; a store writes it in its own form when the batch is committed. */
    public static final class Change<K, R> {
        private final View<K, R> view;
        private final K key;
        private final @Nullable Row<R> row;
        private final byte @Nullable [] encoded;

        private Change(View<K, R> view, K key, @Nullable Row<R> row, byte @Nullable [] encoded) {
            this.view = view;
            this.key = key;
            this.row = row;
            this.encoded = encoded;
        }

        public View<K, R> view() {
            return view;
        }

        public K key() {
            return key;
        }

        /** The row as it is to be, or null when it is to be deleted. */
        public @Nullable Row<R> row() {
            return encoded == null ? row : view.decode(encoded);
        }

        /** The same as octets, as {@link View#encode} makes them. */
        public byte @Nullable [] octets() {
            return octets(new BinaryFieldWriter());
        }

        /**
         * The same, made with a writer that is used for one row after the other.
         *
         * @param scratch what it holds is lost
         */
        public byte @Nullable [] octets(BinaryFieldWriter scratch) {
            return row == null ? encoded : view.encode(row.seq(), row.value(), scratch);
        }

        /** The key of the row among all rows. */
        public byte[] key(ViewKeys keys) {
            return keys.row(view, key);
        }
    }

    private final Place place;
    private final List<Change<?, ?>> changes = new ArrayList<>();
    private Version from;
    private Version to;

    /**
     * @param from the version that the rows must have for the batch to be written
     */
    public ViewBatch(Place place, Version from) {
        this.place = place;
        this.from = from;
        this.to = from;
    }

    /**
     * The same for a follower with this content, which the first batch of a place tells.
     *
     * @param content see {@link Follower#content()}
     */
    public ViewBatch(Place place, Version from, int content) {
        this(place, from);
        if (from.equals(Version.NONE) && content != Content.FIRST) {
            put(Content.VIEW, Content.Only.ROW, 0, content);
        }
    }

    public <K, R> void put(View<K, R> view, K key, long seq, R value) {
        changes.add(new Change<>(view, key, new Row<>(seq, value), null));
    }

    /** The same of a row whose octets {@link View#encode} has made. */
    public <K, R> void putEncoded(View<K, R> view, K key, byte[] row) {
        changes.add(new Change<>(view, key, null, row));
    }

    public <K, R> void delete(View<K, R> view, K key) {
        changes.add(new Change<>(view, key, null, null));
    }

    /** The version that the rows have once the batch is written. */
    public void reach(Version version) {
        to = version;
    }

    /** Starts over from what this batch reached. */
    public void clear() {
        changes.clear();
        from = to;
    }

    /** Starts over from this version, with nothing changed. */
    public void restart(Version version) {
        changes.clear();
        from = version;
        to = version;
    }

    public Place place() {
        return place;
    }

    public Version from() {
        return from;
    }

    public Version to() {
        return to;
    }

    /** In the order in which they were made; of several changes to a key the last one counts. */
    public List<Change<?, ?>> changes() {
        return changes;
    }

    public int size() {
        return changes.size();
    }
}
