package io.daybook.account.command;

import static io.daybook.account.command.AccountBenchmark.adds;
import static io.daybook.account.command.AccountBenchmark.flags;
import static io.daybook.account.command.AccountBenchmark.seconds;
import static io.daybook.account.command.TestAccount.ID;

import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.email.ChangeEmails;
import io.daybook.journal.JournalEventStore;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.Seal;
import io.daybook.journal.SnapshotStore;
import io.daybook.journal.WrittenForms;
import io.daybook.journal.rocksdb.RocksJournal;
import io.daybook.stored.StoredForms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How fast is one account on the real journal, how fast is it loaded cold, and how much do its
 * snapshots write? Arguments: a folder that does not exist yet, and a number of emails.
 */
public final class JournalBenchmark {
    private JournalBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        int emails = Integer.parseInt(args[1]);
        Files.createDirectories(folder);
        var written = new AtomicLong();
        fill(folder, emails, written);
        for (int round = 0; round < 3; round++) {
            load(folder);
        }
    }

    private static RocksJournal journal(Path folder) {
        return RocksJournal.open(
                folder.resolve("journal"),
                folder.resolve("master.key"),
                new Seal(new SecureRandom()),
                WrittenForms.unnoted());
    }

    private static AccountBench bench(
            RocksJournal journal, SnapshotStore snapshots, ExecutorService executor) {
        var serializer = new JournalSerializer(StoredForms.codecs());
        var engine = journal.engine(serializer);
        var store = new JournalEventStore(engine, journal.heads());
        return new AccountBench(store, engine, snapshots, executor, 1L << 30);
    }

    private static void fill(Path folder, int emails, AtomicLong written)
            throws InterruptedException {
        var executor = Executors.newSingleThreadExecutor();
        try (var journal = journal(folder)) {
            var bench = bench(journal, counting(journal.snapshots(), written), executor);
            bench.send(TestAccount.open());
            bench.send(new ChangeQuota(ID, 1L << 50));
            for (int from = 1; from <= emails; from += 100) {
                bench.send(new ChangeEmails(ID, null, adds(from, 100), List.of(), List.of()));
            }
            tell("filled", bench, written);
            for (int writers : new int[] {1, 8, 8, 16, 64}) {
                System.out.printf(
                        "%d writers, one account, synced: %,.0f commands/s%n",
                        writers, flags(bench, writers, writers * 1_000));
            }
            tell("flagged", bench, written);
            executor.shutdown();
            executor.awaitTermination(60, TimeUnit.SECONDS);
        }
    }

    private static void tell(String when, AccountBench bench, AtomicLong written) {
        System.out.printf(
                "%s: head %,d, snapshots wrote %,d octets, tail %,d octets%n",
                when,
                bench.state().head(),
                written.get(),
                bench.residence().enter(ID.stream()).standing().tailOctets());
    }

    private static void load(Path folder) {
        var executor = Executors.newSingleThreadExecutor();
        try (var journal = journal(folder)) {
            var bench = bench(journal, journal.snapshots(), executor);
            var threads = ManagementFactory.getThreadMXBean();
            long cpu = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            bench.send(new ChangeEmails(ID, null, List.of(), List.of(), List.of()));
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            double cold = seconds(start) * 1000;
            bench.residence().clear();
            start = System.nanoTime();
            bench.send(new ChangeEmails(ID, null, List.of(), List.of(), List.of()));
            System.out.printf(
                    "first command of %,d emails: %.0f ms (CPU %d ms) after start, %.0f ms after eviction%n",
                    bench.state().emails().size(), cold, cpu / 1_000_000, seconds(start) * 1000);
        } finally {
            executor.shutdown();
        }
    }

    private static SnapshotStore counting(SnapshotStore store, AtomicLong written) {
        return new SnapshotStore() {
            @Override
            public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {
                written.addAndGet(32L * manifest.chunks().size());
                newChunks.values().forEach(chunk -> written.addAndGet(chunk.length));
                store.write(stream, manifest, newChunks);
            }

            @Override
            public @Nullable Manifest latest(String stream, long atMostSeq) {
                return store.latest(stream, atMostSeq);
            }

            @Override
            public byte[] chunk(String stream, byte[] hash) {
                return store.chunk(stream, hash);
            }

            @Override
            public boolean hasChunk(String stream, byte[] hash) {
                return store.hasChunk(stream, hash);
            }
        };
    }
}
