package io.daybook.email.projection;

import io.daybook.view.Follower;

/** Brings a follower to a version of a stream, by the caller's own work if need be. */
public interface CatchUp {
    /** Returns false when it could not be done within the bound. */
    boolean catchUp(Follower follower, String stream, long version);
}
