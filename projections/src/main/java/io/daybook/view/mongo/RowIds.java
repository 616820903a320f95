package io.daybook.view.mongo;

import io.daybook.view.Place;
import io.daybook.view.View;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The {@code _id}s of rows: {@code scope/generation/view/key}, the key's octets in hex, so that the
 * order of the texts is that of the keys.
 */
final class RowIds {
    private static final HexFormat HEX = HexFormat.of();

    private final String place;

    RowIds(Place place) {
        String scope = place.scope().replace("%", "%25").replace("/", "%2F");
        this.place = scope + "/" + place.generation() + "/";
    }

    /** What the ids of the place begin with. */
    String place() {
        return place;
    }

    /** What the ids of the view's rows begin with. */
    String view(View<?, ?> view) {
        return place + view.name() + "/";
    }

    /**
     * The least text that is greater than all that begin with the prefix, which ends in a slash.
     */
    static String end(String prefix) {
        return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    }

    <K> String row(View<K, ?> view, K key) {
        return view(view) + HEX.formatHex(view.keys().encode(key));
    }

    /** An id without what those of its place begin with. */
    String inPlace(String id) {
        return id.substring(place.length());
    }

    /** The name of the view of an id without its place. */
    static String view(String inPlace) {
        return inPlace.substring(0, inPlace.indexOf('/'));
    }

    static <K> K key(View<K, ?> view, String id) {
        byte[] octets = HEX.parseHex(id, id.lastIndexOf('/') + 1, id.length());
        return view.keys().decode(ByteBuffer.wrap(octets));
    }
}
