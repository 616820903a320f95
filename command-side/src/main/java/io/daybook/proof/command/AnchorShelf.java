package io.daybook.proof.command;

import io.daybook.proof.Anchor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where anchors are kept. */
public interface AnchorShelf {
    /** All anchors in the order of their numbers; null for one that cannot be read. */
    List<@Nullable Anchor> all();

    /**
     * Keeps an anchor; durable when it returns.
     *
     * @return false when another node has made one of that number
     */
    boolean add(Anchor anchor);

    /** What to tell the operator of an anchor that cannot be read. */
    RuntimeException damaged(long number);
}
