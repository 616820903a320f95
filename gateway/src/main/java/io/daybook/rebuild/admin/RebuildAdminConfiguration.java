package io.daybook.rebuild.admin;

import io.daybook.core.admin.AccountNames;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.DeskRoutes;
import io.daybook.rebuild.Rebuilds;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of rebuilds. */
@AutoConfiguration
public class RebuildAdminConfiguration {
    @Bean
    RebuildDesk rebuildDesk(Rebuilds rebuilds, AccountNames accounts) {
        return new RebuildDesk(rebuilds, accounts);
    }

    @Bean
    AdminRoute beginRebuild(RebuildDesk desk) {
        return routes(desk).get(0);
    }

    @Bean
    AdminRoute listRebuilds(RebuildDesk desk) {
        return routes(desk).get(1);
    }

    @Bean
    AdminRoute getRebuild(RebuildDesk desk) {
        return routes(desk).get(2);
    }

    @Bean
    AdminRoute cancelRebuild(RebuildDesk desk) {
        return routes(desk).get(3);
    }

    private static List<AdminRoute> routes(RebuildDesk desk) {
        return DeskRoutes.of(
                "/admin/rebuilds",
                "Rebuild",
                "Makes views anew from the journal while they are read.",
                desk);
    }
}
