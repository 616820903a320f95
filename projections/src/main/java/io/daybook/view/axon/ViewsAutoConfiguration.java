package io.daybook.view.axon;

import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.view.Follower;
import io.daybook.view.Followers;
import io.daybook.view.StreamReader;
import io.daybook.view.Tidying;
import io.daybook.view.ViewStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What follows the journal into the views, whatever store they are in. */
@AutoConfiguration
public class ViewsAutoConfiguration {
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
            ObjectProvider<Shares> shares,
            @Value("${daybook.offline:false}") boolean offline) {
        var all = followers.orderedStream().toList();
        new Tidying(store, heads, all).run();
        var following = new Followers(heads, reader, all, shares.getIfAvailable(Shares::undivided));
        if (!offline) {
            following.start();
        }
        return following;
    }

    @Bean
    SmartInitializingSingleton writersKeepPace(
            ObjectProvider<CommandBus> bus, Followers followers) {
        return () -> bus.ifAvailable(it -> it.registerDispatchInterceptor(new Pace(followers)));
    }
}
