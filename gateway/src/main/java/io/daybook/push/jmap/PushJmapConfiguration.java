package io.daybook.push.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.push.PushVault;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of push subscriptions. */
@AutoConfiguration
public class PushJmapConfiguration {
    @Bean
    Method pushSubscriptionGet() {
        return new PushSubscriptionGet();
    }

    @Bean
    Method pushSubscriptionSet(PushVault vault) {
        return new PushSubscriptionSet(vault);
    }
}
