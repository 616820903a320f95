package io.daybook.account.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.aggregate.Residence;
import io.daybook.core.DiskThreads;
import io.daybook.core.MailEvent;
import io.daybook.journal.Journal;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.SnapshotStore.Manifest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts in memory: a cache bounded by the octets that they take, filled from the newest snapshot
 * and the events after it.
 */
public final class AccountResidence implements Residence<MailAccount> {
    private static final Logger LOG = LoggerFactory.getLogger(AccountResidence.class);

    private static final Duration CONTENDED = Duration.ofSeconds(10);

    private final EventStore events;
    private final Journal journal;
    private final SnapshotStore snapshots;
    private final SnapshotWriting writing;
    private final Cache<String, MailAccount> cache;

    /** Streams that others write too: the end is looked up before a decision, not after it. */
    private final Cache<String, Boolean> contended =
            Caffeine.newBuilder().expireAfterWrite(CONTENDED).maximumSize(10_000).build();

    AccountResidence(
            EventStore events,
            Journal journal,
            SnapshotStore snapshots,
            SnapshotWriting writing,
            long cacheOctets) {
        this.events = events;
        this.journal = journal;
        this.snapshots = snapshots;
        this.writing = writing;
        this.cache =
                Caffeine.newBuilder()
                        .maximumWeight(cacheOctets)
                        .weigher(AccountResidence::weight)
                        .executor(Runnable::run)
                        .build();
        journal.onMovedElsewhere(this::movedElsewhere);
    }

    private void movedElsewhere(String stream, long head) {
        MailAccount known = cache.getIfPresent(stream);
        if (known != null) {
            known.standing().heardOf(head);
        }
    }

    private static int weight(String stream, MailAccount account) {
        return (int)
                Math.min(Integer.MAX_VALUE, account.standing().weigh(account.state().octets()));
    }

    @Override
    public MailAccount enter(String stream) {
        MailAccount known = cache.getIfPresent(stream);
        if (known != null && !known.standing().hasFailed()) {
            return contended.getIfPresent(stream) == null && isUpToDate(known)
                    ? known
                    : caughtUp(known);
        }
        journal.awaitQuiet(stream);
        MailAccount loaded = DiskThreads.call(() -> load(stream));
        if (loaded.state().isOpen()) {
            cache.put(stream, loaded);
        }
        return loaded;
    }

    private static boolean isUpToDate(MailAccount account) {
        return account.standing().heard() <= account.state().head();
    }

    /** Takes what another node appended; what waits to be durable here proves or refutes itself. */
    private MailAccount caughtUp(MailAccount account) {
        if (account.standing().pending().isDone()) {
            DiskThreads.run(() -> fold(account));
        }
        return account;
    }

    @Override
    public long head(MailAccount account) {
        return account.state().head();
    }

    @Override
    public void appended(String stream, MailAccount account, CompletableFuture<Void> durable) {
        account.standing().pending(durable);
        if (account.standing().hasGrown(account.state().octets())) {
            cache.put(stream, account);
        }
        writing.consider(account);
    }

    @Override
    public CompletableFuture<Void> pending(MailAccount account) {
        CompletableFuture<Void> durable = account.standing().pending();
        if (!durable.isDone() || durable.isCompletedExceptionally()) {
            // When it becomes durable, that proves what was seen.
            return durable;
        }
        long head = account.state().head();
        return journal.confirmEnd(account.stream(), head)
                .whenComplete((end, failure) -> {
                    if (failure != null) {
                        account.standing().heardOf(head + 1);
                    }
                });
    }

    @Override
    public void failed(String stream, MailAccount account) {
        account.standing().fail();
        contended.put(stream, true);
        cache.asMap().remove(stream, account);
    }

    /** Forgets all accounts; they are loaded again when next asked for. */
    public void clear() {
        cache.invalidateAll();
    }

    /** The memory that the accounts take, roughly. */
    public long octets() {
        return cache.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    private MailAccount load(String stream) {
        long head = events.lastSequenceNumberFor(stream).orElse(-1L);
        MailAccount account = head < 0 ? null : fromSnapshot(stream, head);
        if (account == null) {
            account = new MailAccount(stream, new AccountState());
        }
        if (account.state().head() < head) {
            fold(account);
        }
        return account;
    }

    private void fold(MailAccount account) {
        var tail = events.readEvents(account.stream(), account.state().head() + 1);
        while (tail.hasNext()) {
            var message = tail.next();
            account.on((MailEvent) message.getPayload(), message.getSequenceNumber());
        }
    }

    private @Nullable MailAccount fromSnapshot(String stream, long head) {
        try {
            Manifest manifest = snapshots.latest(stream, head);
            if (manifest == null) {
                return null;
            }
            var reading = new SnapshotReading(snapshots, stream, manifest);
            var account = new MailAccount(stream, reading.state());
            account.standing().restored(reading.written());
            return account;
        } catch (RuntimeException e) {
            // Damaged chunks fail in any way; the events are the truth and are always there.
            LOG.warn("A snapshot of {} cannot be read, its events are folded", stream, e);
            return null;
        }
    }
}
