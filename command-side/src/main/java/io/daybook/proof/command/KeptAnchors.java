package io.daybook.proof.command;

import io.daybook.core.DiskThreads;
import io.daybook.journal.StoredEvents;
import io.daybook.proof.Anchor;
import io.daybook.proof.Anchor.Head;
import io.daybook.proof.Anchors;
import io.daybook.proof.MerkleTree;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chain of anchors on a shelf. What is kept of one has the ends of those streams only that had
 * moved since the one before, so that a quiet hour costs little.
 */
public final class KeptAnchors implements Anchors {
    private static final int ATTEMPTS = 5;

    private final AnchorShelf shelf;
    private final StoredEvents events;
    private final Clock clock;

    public KeptAnchors(AnchorShelf shelf, StoredEvents events, Clock clock) {
        this.shelf = shelf;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public synchronized Anchor anchor() {
        return DiskThreads.call(this::anchorNow);
    }

    private Anchor anchorNow() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var anchor = anchorOnce();
            if (anchor != null) {
                return anchor;
            }
        }
        throw new IllegalStateException("other nodes make one anchor after the other");
    }

    /** Null when another node made the next anchor at the same time. */
    private @Nullable Anchor anchorOnce() {
        var known = new TreeMap<String, Head>(MerkleTree.ORDER);
        Anchor last = null;
        for (Anchor anchor : shelf.all()) {
            if (anchor == null) {
                throw shelf.damaged(last == null ? 1 : last.number() + 1);
            }
            anchor.heads().forEach(head -> known.put(head.stream(), head));
            last = anchor;
        }
        var now = heads();
        if (last != null && now.equals(List.copyOf(known.values()))) {
            return with(last, now);
        }
        var anchor = next(last, now);
        var moved = now.stream().filter(it -> !it.equals(known.get(it.stream()))).toList();
        return shelf.add(with(anchor, moved)) ? anchor : null;
    }

    private static Anchor with(Anchor anchor, List<Head> heads) {
        return new Anchor(
                anchor.number(),
                anchor.at(),
                anchor.previous(),
                anchor.streams(),
                anchor.events(),
                anchor.root(),
                heads);
    }

    private Anchor next(@Nullable Anchor last, List<Head> heads) {
        return new Anchor(
                last == null ? 1 : last.number() + 1,
                clock.instant(),
                last == null ? Anchor.NONE : last.id(),
                heads.size(),
                heads.stream().mapToLong(head -> head.seq() + 1).sum(),
                MerkleTree.root(heads),
                heads);
    }

    private List<Head> heads() {
        var sorted = new TreeMap<String, Head>(MerkleTree.ORDER);
        events.forEachHead((stream, head) ->
                sorted.put(
                        stream,
                        new Head(stream, head.seq(), HexFormat.of().formatHex(head.hash()))));
        return List.copyOf(sorted.values());
    }

    /** The anchors as they are kept, each with the heads that it has; null for one that is none. */
    List<@Nullable Anchor> all() {
        return DiskThreads.call(shelf::all);
    }
}
