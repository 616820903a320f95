package io.daybook.account.command;

import io.daybook.aggregate.StreamRepository;
import io.daybook.journal.Journal;
import io.daybook.journal.SnapshotStore;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    /** One thread: snapshots are never urgent. Those under way are finished at the end. */
    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        return new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Thread.ofPlatform().daemon().name("daybook-snapshots").unstarted(work));
    }

    @Bean
    AccountResidence accountResidence(
            EventStore events,
            Journal journal,
            SnapshotStore snapshots,
            ExecutorService snapshotExecutor,
            Clock clock,
            @Value("${daybook.cache.accounts:128MB}") DataSize cache) {
        return new AccountResidence(
                events,
                journal,
                snapshots,
                new SnapshotWriting(snapshots, snapshotExecutor, clock),
                cache.toBytes());
    }

    @Bean
    Repository<MailAccount> mailAccountRepository(AccountResidence residence, EventStore events) {
        return new StreamRepository<>(MailAccount.class, residence, events);
    }
}
