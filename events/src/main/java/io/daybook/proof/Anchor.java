package io.daybook.proof;

import java.time.Instant;
import java.util.List;

/**
 * The ends of all streams at one moment, under one hash. Put where nobody can change it, it proves
 * everything that had happened by then. Each names the one before.
 *
 * @param number from 1, in the order in which they were made
 * @param at by the clock of the server
 * @param previous the id of the one before; {@link #NONE} for the first
 * @param streams how many there were
 * @param events of all streams
 * @param root see {@link MerkleTree}, in hex
 * @param heads of all streams, or of those that had moved since the one before; in the order of
 *     {@link MerkleTree}
 */
public record Anchor(
        long number,
        Instant at,
        String previous,
        long streams,
        long events,
        String root,
        List<Head> heads) {
    /** What the first anchor names. */
    public static final String NONE = "none";

    public Anchor {
        heads = List.copyOf(heads);
    }

    /**
     * The end of a stream.
     *
     * @param seq of its last event
     * @param hash of the chain up to there, in hex
     */
    public record Head(String stream, long seq, String hash) {}

    /** The hash of everything but the heads, for which the root stands: in hex. */
    public String id() {
        return AnchorText.id(this);
    }

    public boolean isComplete() {
        return heads.size() == streams;
    }

    /** Whether the heads are those that the root was made of; all of them must be there. */
    public boolean isSound() {
        return isComplete() && MerkleTree.root(heads).equals(root);
    }
}
