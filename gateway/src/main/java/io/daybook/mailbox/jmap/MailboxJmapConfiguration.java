package io.daybook.mailbox.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of mailboxes. */
@AutoConfiguration
public class MailboxJmapConfiguration {
    @Bean
    Method mailboxGet() {
        return MailboxGet.method();
    }

    @Bean
    Method mailboxChanges() {
        // RFC 8621 section 2.2: the counts when nothing else changed, null otherwise.
        return StandardChanges.withUpdatedProperties(
                MailboxProperties.TYPE, MailboxProperties.COUNTS);
    }

    @Bean
    Method mailboxQuery() {
        return MailboxQuery.method();
    }

    @Bean
    Method mailboxQueryChanges() {
        return MailboxQuery.changes();
    }

    @Bean
    Method mailboxSet() {
        return new MailboxSet();
    }
}
