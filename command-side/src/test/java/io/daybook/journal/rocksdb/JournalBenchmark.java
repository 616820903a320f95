package io.daybook.journal.rocksdb;

import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.engine.JournalEngine;
import io.daybook.stored.StoredForms;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * How many appends a second become durable, for so many virtual threads with a stream each, and how
 * many events a second are read? Run by hand: threads and seconds as arguments.
 */
public final class JournalBenchmark {
    private JournalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        try (var fixture = new JournalFixture()) {
            var serializer = new JournalSerializer(StoredForms.codecs());
            var engine = fixture.journal().engine(serializer);
            append(engine, threads, 2, "warm");
            append(engine, threads, seconds, "account");
            for (int round = 0; round < 4; round++) {
                read(engine, threads);
            }
        }
    }

    private static void append(JournalEngine engine, int threads, int seconds, String name)
            throws Exception {
        var count = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                String stream = name + ":" + i;
                pool.submit(() -> {
                    for (long seq = 0; System.nanoTime() < end; seq++) {
                        engine.appendEvents(List.of(event(stream, seq)));
                        count.incrementAndGet();
                    }
                });
            }
        }
        System.out.printf("%s: %d threads: %d appends/s%n", name, threads, count.get() / seconds);
    }

    private static void read(JournalEngine engine, int threads) {
        long start = System.nanoTime();
        long count = 0;
        for (int i = 0; i < threads; i++) {
            var events = engine.readEvents("account:" + i);
            while (events.hasNext()) {
                events.next().getPayload();
                count++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("read: %d events, %.0f events/s%n", count, count / seconds);
    }

    private static GenericDomainEventMessage<KeywordsChanged> event(String stream, long seq) {
        var emails = Ids.ofEmails(List.of(new EmailId((int) seq + 1)));
        var cause =
                Map.of(
                        "actor", "alice@example.test",
                        "source", "jmap",
                        "address", "127.0.0.1",
                        "requestId", "r" + seq);
        return new GenericDomainEventMessage<>(
                "MailAccount",
                stream,
                seq,
                new KeywordsChanged(emails, List.of("$seen"), List.of()),
                cause);
    }
}
