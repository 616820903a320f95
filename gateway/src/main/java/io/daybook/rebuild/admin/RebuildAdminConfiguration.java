package io.daybook.rebuild.admin;

import io.daybook.core.admin.AccountNames;
import io.daybook.core.admin.AdminRoutes;
import io.daybook.core.admin.DeskRoutes;
import io.daybook.rebuild.Rebuilds;
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
    AdminRoutes rebuildRoutes(RebuildDesk desk) {
        return DeskRoutes.of(
                "/admin/rebuilds",
                "Rebuild",
                "Makes views anew from the journal while they are read.",
                desk);
    }
}
