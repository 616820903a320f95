package io.daybook.user.projection;

import io.daybook.core.SeenHeads;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.user.GetUser.UserView;
import io.daybook.view.Followers;
import org.jspecify.annotations.Nullable;

/** Reads users, never behind what the user's stream had when the read began. */
public final class UserViews {
    private final UserProjection projection;
    private final Followers followers;
    private final StreamHeads heads;

    public UserViews(UserProjection projection, Followers followers, StreamHeads heads) {
        this.projection = projection;
        this.followers = followers;
        this.heads = heads;
    }

    /**
     * The user, or null when there is none.
     *
     * @throws Unavailable when the view could not be caught up within the bound
     */
    public @Nullable UserView find(UserId user) {
        var stream = user.stream();
        long head = SeenHeads.of(stream, heads);
        if (head < 0) {
            return null;
        }
        if (!followers.catchUp(projection, stream, head, Followers.BOUND)) {
            throw new Unavailable("the view of a user is behind " + head);
        }
        return projection.find(stream);
    }
}
