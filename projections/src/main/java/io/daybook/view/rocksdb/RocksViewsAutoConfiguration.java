package io.daybook.view.rocksdb;

import io.daybook.core.StreamHeads;
import io.daybook.view.Follower;
import io.daybook.view.Followers;
import io.daybook.view.StreamReader;
import io.daybook.view.Tidying;
import io.daybook.view.ViewStore;
import io.daybook.view.axon.AxonStreamReader;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The store of views of the embedded product, in the folder {@code views} of {@code daybook.data},
 * and what follows the journal into it.
 */
@AutoConfiguration
public class RocksViewsAutoConfiguration {
    /**
     * @param heads the journal is open, so the folder is ours
     */
    @Bean
    @ConditionalOnMissingBean
    ViewStore viewStore(@Value("${daybook.data:./daybook-data}") Path data, StreamHeads heads) {
        return new RocksViewStore(data.resolve("views"));
    }

    @Bean
    @ConditionalOnMissingBean
    StreamReader streamReader(EventStore store) {
        return new AxonStreamReader(store);
    }

    /**
     * @param offline whether nothing is followed unless it is asked for: a command is at work, not
     *     a server
     */
    @Bean
    Followers followers(
            StreamHeads heads,
            StreamReader reader,
            ViewStore store,
            ObjectProvider<Follower> followers,
            @Value("${daybook.offline:false}") boolean offline) {
        var all = followers.orderedStream().toList();
        new Tidying(store, heads, all).run();
        var following = new Followers(heads, reader, all);
        if (!offline) {
            following.start();
        }
        return following;
    }
}
