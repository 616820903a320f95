package io.daybook.gateway;

import io.daybook.blob.BlobStore;
import io.daybook.core.Probe;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.core.admin.AdminApi;
import io.daybook.core.cluster.MasterSecret;
import io.daybook.core.cluster.Node;
import io.daybook.core.http.AdminDoor;
import io.daybook.core.http.SignInWatch;
import io.daybook.core.jmap.Bus;
import io.daybook.core.jmap.Echo;
import io.daybook.core.jmap.Limits;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.RefusalWatch;
import io.daybook.health.Health;
import io.daybook.push.PushVault;
import io.daybook.push.web.Vapid;
import io.daybook.user.TicketShelf;
import io.daybook.user.signin.OwnTicketShelf;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
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

    /** The only one, unless the start says which of several. */
    @Bean
    @ConditionalOnMissingBean
    Node node() {
        return Application.ALONE;
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
     * @param shared of a cluster, whose nodes all sign with the same key
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
            ObjectProvider<MasterSecret> shared,
            Shares shares,
            @Value("${daybook.data:./daybook-data}") Path data,
            @Value("${daybook.push.contact:}") String contact,
            @Value("${daybook.push.private:false}") boolean privateAddresses) {
        String reachedAt = contact.isEmpty() ? null : contact;
        MasterSecret secret = shared.getIfAvailable();
        return new Site.PushServices(
                vault,
                secret == null
                        ? Vapid.of(data, random, reachedAt)
                        : Vapid.derived(secret.key(), reachedAt),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                privateAddresses,
                shares);
    }

    /** Whether requests are to come here. */
    @Bean
    Health health(Node node, ObjectProvider<Probe> probes, Bus bus) {
        return new Health(
                node,
                probes.orderedStream().toList(),
                bus,
                Thread.ofVirtual().name("health-", 0)::start);
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
            ObjectProvider<TicketShelf> tickets,
            AdminApi admin,
            AdminDoor adminDoor,
            Health health,
            SignInWatch signIns,
            RefusalWatch calls) {
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
                        tickets.getIfAvailable(OwnTicketShelf::new),
                        new Site.Administration(admin, adminDoor, health),
                        new Site.Watches(signIns, calls)),
                Thread.ofVirtual().name("request-", 0)::start);
    }
}
