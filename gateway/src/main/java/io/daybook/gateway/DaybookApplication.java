package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.http.AdminDoor;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Echo;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.push.PushVault;
import io.daybook.push.web.Vapid;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
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

    /** The requests that are being answered. */
    @Bean
    Traffic traffic() {
        return new Traffic();
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

    /**
     * Not for a command that works on a folder: it serves nobody, and reaches nobody.
     *
     * @param contact how push services reach the operator, empty for not at all
     */
    @Bean
    @ConditionalOnBooleanProperty(
            name = "daybook.offline",
            havingValue = false,
            matchIfMissing = true)
    Site.PushServices pushServices(
            PushVault vault,
            SecureRandom random,
            @Value("${daybook.data}") Path data,
            @Value("${daybook.push.contact:}") String contact,
            @Value("${daybook.push.private:false}") boolean privateAddresses) {
        return new Site.PushServices(
                vault,
                Vapid.of(data, random, contact.isEmpty() ? null : contact),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                privateAddresses);
    }

    /** Closed by the server, before its sockets are. */
    @Bean(destroyMethod = "")
    @ConditionalOnBooleanProperty(
            name = "daybook.offline",
            havingValue = false,
            matchIfMissing = true)
    Site site(
            List<Method> methods,
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Limits limits,
            Clock clock,
            SecureRandom random,
            Site.PushServices push,
            AdminApi admin,
            AdminDoor adminDoor) {
        return new Site(
                new Site.Parts(
                        methods,
                        bus,
                        heads,
                        blobs,
                        limits,
                        clock,
                        random,
                        push,
                        new Site.Administration(admin, adminDoor)),
                Thread.ofVirtual().name("request-", 0)::start);
    }
}
