package io.daybook.identity.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.identity.GetIdentities;
import io.daybook.identity.GetIdentities.Identities;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of identities. */
@AutoConfiguration
public class IdentityJmapConfiguration {
    @Bean
    Method identityGet() {
        // RFC 8621 section 6.1: ids may be null to fetch all at once.
        return new StandardGet<>(
                IdentityProperties.TYPE,
                (account, _, call) ->
                        (ids, _) -> {
                            var all = call.query(new GetIdentities(account), Identities.class);
                            return StandardGet.among(
                                    all.state(), all.identities(), IdentityProperties.TABLE, ids);
                        });
    }

    @Bean
    Method identityChanges() {
        return new StandardChanges(IdentityProperties.TYPE);
    }

    @Bean
    Method identitySet() {
        return new IdentitySet();
    }
}
