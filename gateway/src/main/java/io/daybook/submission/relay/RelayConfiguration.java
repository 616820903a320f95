package io.daybook.submission.relay;

import io.daybook.blob.BlobStore;
import io.daybook.core.Shares;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import io.daybook.submission.Sending;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmtpRelay;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Whether mail can be sent, and what sends it when there is a smart host to send to. */
@AutoConfiguration
public class RelayConfiguration {
    /** For a node that sends for an account whose share has gone to another one meanwhile. */
    private static final Duration COURTESY = Duration.ofSeconds(10);

    @Bean
    Sending sending(ObjectProvider<SmartHost> host) {
        return host.getIfAvailable() == null
                ? new Sending(
                        "This server cannot send mail: it has no smart host. Its operator names one"
                                + " with the option --smart-host.")
                : Sending.ALLOWED;
    }

    @Bean
    @ConditionalOnBean(SmartHost.class)
    Relay relay(SmartHost host) {
        return new SmtpRelay(host);
    }

    @Bean
    @ConditionalOnBean(SmartHost.class)
    RelayPolicy relayPolicy(
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Relay relay,
            SmartHost host,
            Clock clock,
            SecureRandom random,
            Shares shares,
            @Value("${daybook.product:embedded}") String product) {
        var reports = new Reports(blobs, host.greeting());
        var courtesy = product.equals("cluster") ? COURTESY : Duration.ZERO;
        var courier = new Courier(bus, blobs, relay, reports, clock, new Tokens(random), courtesy);
        return new RelayPolicy(bus, heads, courier, relay, clock, shares);
    }
}
