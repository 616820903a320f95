package io.daybook.user.query;

import io.daybook.user.GetUser;
import io.daybook.user.GetUser.NoSuchUser;
import io.daybook.user.projection.UserViews;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetUser}. */
public final class UserQueries {
    private final UserViews views;

    public UserQueries(UserViews views) {
        this.views = views;
    }

    @QueryHandler
    public GetUser.Answer handle(GetUser query) {
        var user = views.find(query.user());
        return user == null ? new NoSuchUser() : user;
    }
}
