package io.daybook.refusal.watch;

import io.daybook.core.jmap.Bus;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

/** The counter of refusals, which both doors and the API tell. */
@AutoConfiguration
public class RefusalWatchConfiguration {
    /** Closed by the listener below, while commands are still carried out. */
    @Bean(destroyMethod = "")
    RefusalCounter refusalCounter(Bus bus, Clock clock) {
        return new RefusalCounter(bus, clock);
    }

    @Bean
    ApplicationListener<ContextClosedEvent> lastRefusals(RefusalCounter counter) {
        return _ -> counter.close();
    }
}
