package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Echo;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The beans of the gateway; the other modules bring theirs by auto-configuration. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DaybookApplication {
    /** The one clock, unless the start brings its own. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The one source of randomness. */
    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Limits limits() {
        return Limits.DEFAULT;
    }

    @Bean
    Method echo() {
        return new Echo();
    }

    @Bean
    Bus bus(CommandGateway commands, QueryGateway queries) {
        return new Bus(commands, queries);
    }

    /** Closed by the server, before its sockets are. */
    @Bean(destroyMethod = "")
    Site site(
            List<Method> methods,
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Limits limits,
            Clock clock,
            SecureRandom random) {
        return new Site(
                new Site.Parts(methods, bus, heads, blobs, limits, clock, random),
                Thread.ofVirtual().name("request-", 0)::start);
    }
}
