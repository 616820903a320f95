package io.daybook.admin.query;

import io.daybook.admin.GetAdminToken;
import io.daybook.admin.GetAdminToken.NoAdminToken;
import io.daybook.admin.projection.AdminViews;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetAdminToken}. */
public final class AdminQueries {
    private final AdminViews views;

    public AdminQueries(AdminViews views) {
        this.views = views;
    }

    @QueryHandler
    public GetAdminToken.Answer handle(GetAdminToken query) {
        var token = views.token();
        return token == null ? new NoAdminToken() : token;
    }
}
