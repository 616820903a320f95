package io.daybook.journal.rocksdb;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.journal.CommitTicket;
import io.daybook.journal.JournalEventStore;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.engine.JournalEngine;
import io.daybook.stored.StoredForms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/**
 * How long after an event is durable does a follower know: by the hint of the committer, by a
 * tracking processor that the hint wakes, by a tracking processor of Axon's embedded event store?
 * The lock of the stream is released before the sync, as the repository of accounts does. Run by
 * hand: events and milliseconds between them as arguments.
 */
public final class HintBenchmark {
    private HintBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int pause = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        for (int round = 0; round < 2; round++) {
            run("hint of the committer", events, pause, HintBenchmark::hint);
            run("tracking processor, woken by the hint", events, pause, HintBenchmark::woken);
            run("tracking processor, Axon's embedded store", events, pause, HintBenchmark::axon);
        }
    }

    private interface Way {
        AutoCloseable follow(JournalFixture fixture, AbstractEventStore[] store, LongConsumer seen);
    }

    private static JournalEngine engine(JournalFixture fixture) {
        var serializer = new JournalSerializer(StoredForms.codecs());
        return fixture.journal().engine(serializer);
    }

    private static AutoCloseable hint(
            JournalFixture fixture, AbstractEventStore[] store, LongConsumer seen) {
        store[0] = new JournalEventStore(engine(fixture), fixture.journal().heads());
        var subscription = fixture.journal().heads().onMoved((stream, head) -> seen.accept(head));
        return subscription::close;
    }

    private static AutoCloseable woken(
            JournalFixture fixture, AbstractEventStore[] store, LongConsumer seen) {
        store[0] = new JournalEventStore(engine(fixture), fixture.journal().heads());
        return processor(store[0], seen);
    }

    private static AutoCloseable axon(
            JournalFixture fixture, AbstractEventStore[] store, LongConsumer seen) {
        store[0] = EmbeddedEventStore.builder().storageEngine(engine(fixture)).build();
        return processor(store[0], seen);
    }

    /** Counts events as they come: there is one stream, numbered from 0. */
    private static AutoCloseable processor(AbstractEventStore store, LongConsumer seen) {
        var handler = new Counting(seen);
        var processor =
                TrackingEventProcessor.builder()
                        .name("follower")
                        .eventHandlerInvoker(
                                SimpleEventHandlerInvoker.builder().eventHandlers(handler).build())
                        .messageSource(store)
                        .tokenStore(new InMemoryTokenStore())
                        .transactionManager(NoTransactionManager.instance())
                        .build();
        processor.start();
        return processor::shutDown;
    }

    /** A handler as Axon wants it. */
    public static final class Counting {
        private final LongConsumer seen;
        private long next;

        Counting(LongConsumer seen) {
            this.seen = seen;
        }

        @EventHandler
        public void on(KeywordsChanged event) {
            seen.accept(next++);
        }
    }

    private static void run(String name, int events, int pause, Way way) throws Exception {
        var durable = new AtomicLongArray(events);
        var seen = new AtomicLongArray(events);
        var store = new AbstractEventStore[1];
        try (var fixture = new JournalFixture();
                var caller = Executors.newVirtualThreadPerTaskExecutor();
                var following = way.follow(fixture, store, head -> note(seen, head, events))) {
            for (int seq = 0; seq < events; seq++) {
                int number = seq;
                caller.submit(append(store[0], number, durable)).get();
                TimeUnit.MILLISECONDS.sleep(pause);
            }
            TimeUnit.MILLISECONDS.sleep(1_000);
        }
        tell(name, events, durable, seen);
    }

    /** A hint tells of all events up to a head. */
    private static void note(AtomicLongArray seen, long head, int events) {
        long now = System.nanoTime();
        for (int i = (int) Math.min(head, events - 1); i >= 0 && seen.get(i) == 0; i--) {
            seen.set(i, now);
        }
    }

    private static Callable<Boolean> append(
            AbstractEventStore store, int seq, AtomicLongArray durable) {
        return () -> {
            var ticket = new CommitTicket();
            var work = DefaultUnitOfWork.startAndGet(null);
            ticket.attachTo(work);
            store.publish(event(seq));
            work.commit();
            CompletableFuture<Void> done = ticket.durable();
            done.join();
            durable.set(seq, System.nanoTime());
            return Boolean.TRUE;
        };
    }

    private static void tell(
            String name, int events, AtomicLongArray durable, AtomicLongArray seen) {
        long[] late = new long[events];
        int lost = 0;
        for (int i = 0; i < events; i++) {
            lost += seen.get(i) == 0 ? 1 : 0;
            late[i] = seen.get(i) == 0 ? Long.MAX_VALUE : seen.get(i) - durable.get(i);
        }
        Arrays.sort(late);
        System.out.printf(
                "%-44s p50 %8.3f ms, p99 %8.3f ms, never %d of %d%n",
                name, late[events / 2] / 1e6, late[events * 99 / 100] / 1e6, lost, events);
    }

    private static GenericDomainEventMessage<KeywordsChanged> event(long seq) {
        var emails = Ids.ofEmails(List.of(new EmailId((int) seq + 1)));
        return new GenericDomainEventMessage<>(
                "MailAccount",
                "account:a1",
                seq,
                new KeywordsChanged(emails, List.of("$seen"), List.of()),
                Map.of("actor", "a", "source", "jmap", "address", "", "requestId", "r" + seq));
    }
}
