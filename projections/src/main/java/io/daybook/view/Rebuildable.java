package io.daybook.view;

import org.jspecify.annotations.Nullable;

/**
 * A view that can be made anew from its streams while it is read, each stream for itself. Every
 * bean of this type can be rebuilt, compared and rolled back by the name of its follower.
 */
public interface Rebuildable {
    /** What keeps the view that is read. */
    Follower follower();

    /** Who calls it: those that follow the views, but for what is followed apart from them. */
    default Followers followers(Followers views) {
        return views;
    }

    /**
     * Begins beside the one that is read, from the first event; what an attempt before has left is
     * thrown away.
     *
     * @param fromMessages whether to read messages again rather than what was derived from them
     */
    Draft begin(String stream, boolean fromMessages);

    /**
     * Whether what is read of the stream tells less than this version would make of it, and is to
     * be made anew while it serves.
     */
    default boolean isOutdated(String stream) {
        return false;
    }

    /** The one that was read before the last rebuild, or null when none is kept. */
    @Nullable Draft kept(String stream);

    /** Throws away the one that is kept; false when there is none. */
    boolean confirm(String stream);
}
