package io.daybook.user.admin;

import io.daybook.core.StreamHeads;
import io.daybook.core.admin.AccountNames;
import io.daybook.core.jmap.Bus;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** How administrators name accounts. */
@AutoConfiguration
public class UserAdminConfiguration {
    @Bean
    AccountNames accountNames(Bus bus, StreamHeads heads) {
        return new AccountStreams(bus, heads);
    }
}
