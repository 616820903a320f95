package io.daybook.proof;

import io.daybook.core.BlobId;
import io.daybook.proof.Anchor.Head;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash over the ends of all streams, built as in RFC 6962 section 2.1: so that a single stream
 * could be proved by a few hashes, without the ends of the others.
 */
public final class MerkleTree {
    /** The order of the leaves: by the octets of the names. */
    public static final Comparator<String> ORDER =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The root over the heads, which are in {@link #ORDER}; in hex. */
    public static String root(List<Head> heads) {
        if (heads.isEmpty()) {
            return HexFormat.of().formatHex(BlobId.sha256().digest());
        }
        var level = new ArrayList<byte[]>(heads.size());
        heads.forEach(head -> level.add(leaf(head)));
        return HexFormat.of().formatHex(root(level, 0, level.size()));
    }

    private static byte[] leaf(Head head) {
        byte[] name = head.stream().getBytes(StandardCharsets.UTF_8);
        var digest = BlobId.sha256();
        digest.update(LEAF);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(name.length).array());
        digest.update(name);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(head.seq()).array());
        return digest.digest(HexFormat.of().parseHex(head.hash()));
    }

    private static byte[] root(List<byte[]> leaves, int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        // RFC 6962 section 2.1: the largest power of two smaller than the number of leaves.
        int middle = from + Integer.highestOneBit(to - from - 1);
        var digest = BlobId.sha256();
        digest.update(NODE);
        digest.update(root(leaves, from, middle));
        return digest.digest(root(leaves, middle, to));
    }
}
