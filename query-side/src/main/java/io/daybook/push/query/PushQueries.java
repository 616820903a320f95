package io.daybook.push.query;

import io.daybook.push.GetPushSubscriptions;
import io.daybook.push.projection.PushViews;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetPushSubscriptions}. */
public final class PushQueries {
    private final PushViews views;

    public PushQueries(PushViews views) {
        this.views = views;
    }

    @QueryHandler
    public GetPushSubscriptions.Subscriptions handle(GetPushSubscriptions query) {
        return views.of(query.user());
    }
}
