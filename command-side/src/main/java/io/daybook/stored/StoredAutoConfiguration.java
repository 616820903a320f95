package io.daybook.stored;

import io.daybook.journal.EventCodecs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Gives the journal the stored forms of the language. */
@AutoConfiguration
public class StoredAutoConfiguration {
    @Bean
    EventCodecs eventCodecs() {
        return StoredForms.codecs();
    }
}
