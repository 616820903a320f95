package io.daybook.journal.axonserver;

import io.daybook.core.Probe;
import io.daybook.core.Shares;
import io.daybook.core.cluster.AxonServerSettings;
import io.daybook.core.cluster.Node;
import io.daybook.journal.JournalAutoConfiguration;
import io.daybook.journal.mongo.MongoCompanion;
import io.daybook.journal.mongo.MongoCompanionAutoConfiguration;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The journal of a cluster whose events are in Axon Server, where {@link AxonServerSettings} say;
 * everything else of it is in MongoDB ({@link MongoCompanion}). {@code daybook.axonserver.timeout}
 * is how long a call may take, and how long an append is tried whose outcome is not known (10 s
 * each).
 */
@AutoConfiguration(
        after = MongoCompanionAutoConfiguration.class,
        before = JournalAutoConfiguration.class,
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.InfraConfiguration"
        })
@ConditionalOnProperty(name = "daybook.product", havingValue = "cluster")
@ConditionalOnProperty(name = "daybook.events", havingValue = "axonserver")
public class AxonServerJournalAutoConfiguration {
    private static final Duration CLAIM = Duration.ofSeconds(4);

    @Bean
    AxonServerConnections axonServerConnections(
            AxonServerSettings settings,
            Node node,
            @Value("${daybook.axonserver.timeout:10s}") Duration timeout) {
        return new AxonServerConnections(settings, node.name(), timeout);
    }

    @Bean
    Probe axonServerProbe(AxonServerConnections connections) {
        return new AxonServerProbe(connections);
    }

    @Bean
    AxonServerJournal axonServerJournal(
            AxonServerConnections connections,
            MongoCompanion companion,
            Clock clock,
            @Value("${daybook.axonserver.timeout:10s}") Duration timeout) {
        return AxonServerJournal.open(connections.connection(), companion, timeout, clock);
    }

    @Bean
    TokenStore tokenStore(AxonServerJournal journal, Clock clock) {
        return journal.tokens(CLAIM, clock);
    }

    @Bean
    Shares shares(AxonServerJournal journal, Node node) {
        return node.is(Node.Role.WORKER) ? journal.shares() : Shares.none();
    }
}
