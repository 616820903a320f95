package io.daybook.admin.access;

import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.admin.AdminRoute;
import io.daybook.core.admin.AdminRoutes;
import io.daybook.core.http.AdminDoor;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.jmap.Bus;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The admin API, of the routes that all slices bring. */
@AutoConfiguration
public class AdminAccessConfiguration {
    @Bean
    AdminTokens adminTokens(Bus bus, SecureRandom random) {
        return new AdminTokens(bus, random);
    }

    @Bean
    AdminDoor adminDoor(Bus bus, StreamHeads heads, Clock clock, SignInWatch watch) {
        return new TokenDoor(bus, heads, clock, watch);
    }

    @Bean
    AdminRoute renewAdminToken(AdminTokens tokens) {
        return TokenRoutes.renew(tokens);
    }

    @Bean
    AdminApi adminApi(List<AdminRoute> routes, List<AdminRoutes> more, Bus bus) {
        var all = new ArrayList<>(routes);
        more.forEach(some -> all.addAll(some.all()));
        return new AdminApi(all, new EventRecord(bus));
    }
}
