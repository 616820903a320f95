package io.daybook.identity.query;

import io.daybook.identity.projection.IdentityReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class IdentityQueryConfiguration {
    @Bean
    IdentityQueries identityQueries(IdentityReads reads) {
        return new IdentityQueries(reads);
    }
}
