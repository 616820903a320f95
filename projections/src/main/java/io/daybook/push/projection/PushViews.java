package io.daybook.push.projection;

import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.push.GetPushSubscriptions.Subscriptions;
import io.daybook.push.PushCommand;
import io.daybook.view.Followers;
import java.util.List;

/** Reads push subscriptions, never behind what their stream had when the read began. */
public final class PushViews {
    private final PushProjection projection;
    private final Followers followers;
    private final StreamHeads heads;

    public PushViews(PushProjection projection, Followers followers, StreamHeads heads) {
        this.projection = projection;
        this.followers = followers;
        this.heads = heads;
    }

    /**
     * @throws Unavailable when the view could not be caught up within the bound
     */
    public Subscriptions of(UserId user) {
        var stream = PushCommand.stream(user);
        long head = heads.head(stream);
        if (head < 0) {
            return new Subscriptions(List.of());
        }
        if (!followers.catchUp(projection, stream, head, Followers.BOUND)) {
            throw new Unavailable("the view of push subscriptions is behind " + head);
        }
        return projection.find(stream);
    }
}
