package io.daybook.admin.projection;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.GetAdminToken.AdminToken;
import io.daybook.core.Unavailable;
import io.daybook.view.Followers;
import org.jspecify.annotations.Nullable;

/** Reads the administration, never behind what its stream had when the read began. */
public final class AdminViews {
    private final AdminProjection projection;
    private final Followers followers;

    public AdminViews(AdminProjection projection, Followers followers) {
        this.projection = projection;
        this.followers = followers;
    }

    /**
     * The token that is good now, or null when none is.
     *
     * @throws Unavailable when the view could not be caught up within the bound
     */
    public @Nullable AdminToken token() {
        if (!followers.catchUp(projection, AdminCommand.STREAM)) {
            throw new Unavailable("the view of the administration is behind");
        }
        return projection.find();
    }
}
