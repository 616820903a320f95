package io.daybook.account.admin;

import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.jmap.Bus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The routes of accounts. */
@AutoConfiguration
public class AccountAdminConfiguration {
    @Bean
    AdminRoute changeQuota(Bus bus, StreamHeads heads) {
        return ChangeQuotaRoute.route(bus, heads);
    }

    @Bean
    AdminRoute changeRetention(Bus bus, StreamHeads heads) {
        return ChangeRetentionRoute.route(bus, heads);
    }

    @Bean
    AdminRoute dropRetention(Bus bus, StreamHeads heads) {
        return ChangeRetentionRoute.dropping(bus, heads);
    }

    @Bean
    AdminRoute listAccounts(Bus bus) {
        return ListAccountsRoute.route(bus);
    }
}
