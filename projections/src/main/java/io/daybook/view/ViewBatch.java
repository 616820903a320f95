package io.daybook.view;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a follower made of some events of one stream: rows to put and to delete, all or nothing. */
public final class ViewBatch {
    /** One row put, or deleted when {@code octets} is null. */
    public record Change(byte[] key, byte @Nullable [] octets) {}

    private final Place place;
    private final List<Change> changes = new ArrayList<>();
    private final ViewKeys keys;
    private Version from;
    private Version to;

    /**
     * @param from the version that the rows must have for the batch to be written
     */
    public ViewBatch(Place place, Version from) {
        this.place = place;
        this.keys = new ViewKeys(place);
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
        changes.add(new Change(keys.row(view, key), view.encode(seq, value)));
    }

    /** The same of a row whose octets {@link View#encode} has made. */
    public <K> void putEncoded(View<K, ?> view, K key, byte[] row) {
        changes.add(new Change(keys.row(view, key), row));
    }

    public <K> void delete(View<K, ?> view, K key) {
        changes.add(new Change(keys.row(view, key), null));
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
    public List<Change> changes() {
        return changes;
    }

    public int size() {
        return changes.size();
    }
}
