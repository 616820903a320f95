package io.daybook.submission.relay;

import io.daybook.blob.BlobStore;
import io.daybook.core.StreamHeads;
import io.daybook.core.jmap.Bus;
import io.daybook.submission.relay.smtp.SmartHost;
import io.daybook.submission.relay.smtp.SmtpRelay;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** What sends, when there is a smart host to send to. */
@AutoConfiguration
@ConditionalOnBean(SmartHost.class)
public class RelayConfiguration {
    @Bean
    Relay relay(SmartHost host) {
        return new SmtpRelay(host);
    }

    @Bean
    RelayPolicy relayPolicy(
            Bus bus,
            StreamHeads heads,
            BlobStore blobs,
            Relay relay,
            SmartHost host,
            Clock clock,
            SecureRandom random) {
        var reports = new Reports(blobs, host.greeting());
        var courier = new Courier(bus, blobs, relay, reports, clock, new Tokens(random));
        return new RelayPolicy(bus, heads, courier, relay, clock);
    }
}
