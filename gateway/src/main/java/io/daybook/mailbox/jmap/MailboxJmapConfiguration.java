package io.daybook.mailbox.jmap;

import io.daybook.core.DataType;
import io.daybook.core.MailboxId;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.StandardChanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of mailboxes. */
@AutoConfiguration
public class MailboxJmapConfiguration {
    @Bean
    Method mailboxGet() {
        return new MailboxGet();
    }

    @Bean
    Method mailboxChanges() {
        // RFC 8621 section 2.2: the counts when nothing else changed, null otherwise.
        return new StandardChanges(
                DataType.MAILBOX,
                MailboxId.PREFIX,
                (changes, answer) ->
                        answer.set(
                                "updatedProperties",
                                changes.countsOnly()
                                        ? Json.texts(MailboxProperties.COUNTS)
                                        : Json.text(null)));
    }

    @Bean
    Method mailboxQuery() {
        return new MailboxQuery();
    }

    @Bean
    Method mailboxSet() {
        return new MailboxSet();
    }
}
