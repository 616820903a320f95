package io.daybook.mailbox.query;

import io.daybook.mailbox.projection.MailboxReads;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The answers of this slice. */
@AutoConfiguration
public class MailboxQueryConfiguration {
    @Bean
    MailboxQueries mailboxQueries(MailboxReads reads) {
        return new MailboxQueries(reads);
    }
}
