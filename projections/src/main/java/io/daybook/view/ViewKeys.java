package io.daybook.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of rows in a store that knows nothing but ordered octets: {@code group 0 scope 0
 * generation view 0 key}. Generation 0 holds the number of the live generation, and the view
 * without a name the version. For one thread at a time.
 */
public final class ViewKeys {
    private static final byte[] VERSION = {0};

    private final byte[] prefix;
    private final Map<View<?, ?>, byte[]> views = new IdentityHashMap<>();

    public ViewKeys(Place place) {
        prefix = prefix(place.group(), place.scope(), place.generation());
    }

    /** The key under which the live generation of the scope is kept. */
    public static byte[] live(String group, String scope) {
        return prefix(group, scope, 0);
    }

    /** What is kept under {@link #live}: which generations are read and kept; null for none. */
    public static byte[] generations(Place live, @Nullable Place kept) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(live.generation())
                .putInt(kept == null ? 0 : kept.generation())
                .array();
    }

    /** The generation that is read, from what is kept under {@link #live}: the first by default. */
    public static Place live(String group, String scope, byte @Nullable [] generations) {
        int live = generations == null ? 1 : ByteBuffer.wrap(generations).getInt();
        return new Place(group, live, scope);
    }

    /** The generation that is kept, from the same. */
    public static @Nullable Place kept(String group, String scope, byte @Nullable [] generations) {
        boolean isTold = generations != null && generations.length > Integer.BYTES;
        int kept = isTold ? ByteBuffer.wrap(generations).getInt(Integer.BYTES) : 0;
        return kept == 0 ? null : new Place(group, kept, scope);
    }

    /** The key under which the version is kept. */
    public byte[] version() {
        return joined(prefix, VERSION);
    }

    /** What is kept under it. */
    public static byte[] version(Version version) {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(version.seq())
                .putInt(version.part())
                .array();
    }

    /** The other way round. */
    public static Version version(byte @Nullable [] octets) {
        if (octets == null) {
            return Version.NONE;
        }
        var in = ByteBuffer.wrap(octets);
        return new Version(in.getLong(), in.getInt());
    }

    /** What the keys of the place begin with. */
    public byte[] place() {
        return prefix.clone();
    }

    /** What the keys of the view's rows begin with. */
    public byte[] view(View<?, ?> view) {
        return prefix(view).clone();
    }

    private byte[] prefix(View<?, ?> view) {
        byte[] known = views.get(view);
        if (known == null) {
            byte[] name = view.name().getBytes(StandardCharsets.US_ASCII);
            known = joined(prefix, Arrays.copyOf(name, name.length + 1));
            views.put(view, known);
        }
        return known;
    }

    public <K> byte[] row(View<K, ?> view, K key) {
        return joined(prefix(view), view.keys().encode(key));
    }

    /** The key of a row whose octets begin with those of its view. */
    public <K> K key(View<K, ?> view, byte[] row) {
        int start = prefix.length + view.name().length() + 1;
        return view.keys().decode(ByteBuffer.wrap(row, start, row.length - start));
    }

    /** The key of a row without what the keys of its place begin with. */
    public byte[] inPlace(byte[] row) {
        return Arrays.copyOfRange(row, prefix.length, row.length);
    }

    /** The key of such a row; for none the key of the version, which is before all rows. */
    public byte[] after(Frozen.@Nullable Stored row) {
        return row == null ? version() : joined(prefix, row.order());
    }

    /** The place that a key belongs to; null when it only says which generation is live. */
    public static @Nullable Place placeOf(byte[] key) {
        int group = zero(key, 0);
        int scope = zero(key, group + 1);
        int generation = ByteBuffer.wrap(key, scope + 1, Integer.BYTES).getInt();
        return generation == 0
                ? null
                : new Place(
                        new String(key, 0, group, StandardCharsets.UTF_8),
                        generation,
                        new String(key, group + 1, scope - group - 1, StandardCharsets.UTF_8));
    }

    private static int zero(byte[] key, int from) {
        int at = from;
        while (key[at] != 0) {
            at++;
        }
        return at;
    }

    /** The least octets that are greater than all that begin with {@code prefix}. */
    public static byte[] end(byte[] prefix) {
        byte[] end = prefix.clone();
        for (int i = end.length - 1; i >= 0; i--) {
            if (++end[i] != 0) {
                return Arrays.copyOf(end, i + 1);
            }
        }
        throw new IllegalArgumentException("nothing is greater than only 255s");
    }

    private static byte[] prefix(String group, String scope, int generation) {
        byte[] groupOctets = group.getBytes(StandardCharsets.UTF_8);
        byte[] scopeOctets = scope.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(groupOctets.length + scopeOctets.length + 6)
                .put(groupOctets)
                .put((byte) 0)
                .put(scopeOctets)
                .put((byte) 0)
                .putInt(generation)
                .array();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
