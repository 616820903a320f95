package io.daybook.account.command;

import io.daybook.account.Checkpoints;
import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import io.daybook.journal.SnapshotStore;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

/**
 * The aggregate of accounts and its repository on the journal. {@code daybook.cache.accounts}
 * bounds the memory of cached accounts (128 MB).
 */
@AutoConfiguration
@Import(MailAccount.class)
public class AccountAutoConfiguration {
    @Bean
    SnapshotWriting snapshotWriting(SnapshotStore snapshots, Clock clock) {
        return SnapshotWriting.inBackground(snapshots, clock);
    }

    @Bean
    AccountResidence accountResidence(
            EventStore events,
            Journal journal,
            SnapshotStore snapshots,
            SnapshotWriting writing,
            @Value("${daybook.cache.accounts:128MB}") DataSize cache) {
        return new AccountResidence(events, journal, snapshots, writing, cache.toBytes());
    }

    @Bean
    Checkpoints checkpoints(SnapshotStore snapshots) {
        return new SnapshotCheckpoints(snapshots);
    }

    @Bean
    Repository<MailAccount> mailAccountRepository(AccountResidence residence, EventStore events) {
        return new StreamRepository<>(MailAccount.class, residence, events);
    }
}
