package io.daybook.email.jmap;

import io.daybook.blob.BlobStore;
import io.daybook.blob.BlobsLeft;
import io.daybook.blob.jmap.MessageParts;
import io.daybook.blob.jmap.Workspace;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardChanges;
import io.daybook.core.jmap.standard.StandardCopy;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of emails. */
@AutoConfiguration
public class EmailJmapConfiguration {
    private static final long MAX_DIGESTS = 128L << 20;

    @Bean
    Messages messages(BlobStore blobs, Workspace workspace) {
        long heap = Runtime.getRuntime().maxMemory();
        return Messages.of(blobs, Math.min(MAX_DIGESTS, heap / 8), workspace);
    }

    @Bean
    MessageParts messageParts(Messages messages) {
        return messages.digests()::hasPart;
    }

    @Bean
    BlobsLeft digestsThatLeave(Messages messages) {
        return messages.digests()::forget;
    }

    @Bean
    MessageReading messageReading(Messages messages) {
        return new MessageReading(messages);
    }

    @Bean
    Crew messageCrew() {
        return new Crew(2 * Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Method emailGet(Messages messages) {
        return EmailGet.method(messages);
    }

    @Bean
    Method emailChanges() {
        return new StandardChanges(EmailProperties.TYPE);
    }

    @Bean
    Method emailQuery() {
        return EmailQuery.method();
    }

    @Bean
    Method emailQueryChanges() {
        return EmailQuery.changes();
    }

    @Bean
    Method emailSet(Messages messages) {
        return new EmailSet(messages);
    }

    @Bean
    Method emailCopy(Messages messages, Crew messageCrew) {
        return new StandardCopy("Email", Capability.MAIL, new EmailCopy(messages, messageCrew));
    }

    @Bean
    Method emailImport(Messages messages, Crew messageCrew) {
        return new EmailImport(messages, messageCrew);
    }

    @Bean
    Method emailParse(Messages messages) {
        return new EmailParse(messages);
    }
}
