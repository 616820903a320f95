package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ARCHIVE;
import static io.daybook.account.command.TestAccount.BLOB;
import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.NOON;

import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.account.AccountEvent.QuotaChanged;
import io.daybook.core.EmailId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.journal.MemorySnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** How much memory and time does an account take? Answers in docs/measurements. */
public final class AccountBenchmark {
    private static final Random RANDOM = new Random(7);

    private AccountBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        memory(1_000_000);
        commands(1);
        commands(8);
        commands(16);
    }

    private static void memory(int count) {
        long before = heap();
        var account = new TestAccount();
        account.state().evolve(new QuotaChanged(1L << 50), account.state().head() + 1);
        account.history().clear();
        long start = System.nanoTime();
        for (int from = 1; from <= count; from += 500) {
            account.emails(adds(from, 500), List.of(), List.of());
            account.history().clear();
        }
        double seconds = seconds(start);
        long octets = heap() - before;
        System.out.printf(
                "%,d emails: %.1f octets each on the heap, %.1f by own account; added in %.1f s%n",
                count, octets / (double) count, account.state().octets() / (double) count, seconds);
        updates(account, count);
        freeze(account);
        emptied(account);
    }

    private static void updates(TestAccount account, int count) {
        for (int round = 0; round < 40; round++) {
            int[] ids = RANDOM.ints(5_000, 1, count).distinct().toArray();
            String keyword = round % 2 == 0 ? "$seen" : "$flagged";
            List<UpdateEmail> updates =
                    IntStream.of(ids)
                            .mapToObj(id ->
                                    TestAccount.keywords(
                                            new EmailId(id), Set.of(keyword), Set.of()))
                            .toList();
            var command = new ChangeEmails(ID, null, List.of(), updates, List.of());
            long start = System.nanoTime();
            var decided = AccountDecider.decide(command, account.state());
            double decide = seconds(start) * 1000;
            long folding = System.nanoTime();
            decided.events().forEach(e -> account.state().evolve(e, account.state().head() + 1));
            if (round % 13 == 0) {
                System.out.printf(
                        "%d updates: decided in %.2f ms, folded in %.2f ms, %d events%n",
                        ids.length, decide, seconds(folding) * 1000, decided.events().size());
            }
        }
    }

    private static void freeze(TestAccount account) {
        for (int round = 0; round < 4; round++) {
            long start = System.nanoTime();
            FrozenAccount frozen = account.state().freeze();
            double pause = seconds(start) * 1000;
            long encoding = System.nanoTime();
            var draft = new SnapshotDraft(frozen, Written.NOTHING, NOON);
            double encode = seconds(encoding) * 1000;
            var store = new MemorySnapshotStore();
            store.write(ID.stream(), draft.manifest(), draft.newChunks());
            long reading = System.nanoTime();
            var read = new SnapshotReading(store, ID.stream(), draft.manifest());
            read.written();
            System.out.printf(
                    "snapshot: frozen in %.2f ms, encoded in %.0f ms, %,d octets in %d chunks,"
                            + " read in %.0f ms%n",
                    pause,
                    encode,
                    draft.octets(),
                    draft.manifest().chunks().size(),
                    seconds(reading) * 1000);
        }
    }

    private static void emptied(TestAccount account) {
        var box = account.create(TestAccount.mailbox("k", "Big")).created().get("k");
        List<UpdateEmail> moves =
                IntStream.rangeClosed(1, 100_000)
                        .mapToObj(id ->
                                TestAccount.moved(
                                        new EmailId(id),
                                        Set.of(box),
                                        id % 3 == 0 ? Set.of() : Set.of(INBOX, ARCHIVE)))
                        .toList();
        account.emails(List.of(), moves, List.of());
        long start = System.nanoTime();
        account.destroy(TestAccount.goneWithEmails(box));
        System.out.printf(
                "mailbox of 100,000 destroyed in %.0f ms, %d events%n",
                seconds(start) * 1000, account.events().size());
    }

    private static void commands(int writers) throws InterruptedException {
        var engine = new QueueEngine();
        var bench =
                new AccountBench(
                        EmbeddedEventStore.builder().storageEngine(engine).build(),
                        engine,
                        new MemorySnapshotStore(),
                        Runnable::run);
        bench.send(TestAccount.open());
        bench.send(new ChangeQuota(ID, 1L << 50));
        for (int from = 1; from <= 20_000; from += 500) {
            bench.send(new ChangeEmails(ID, null, adds(from, 500), List.of(), List.of()));
        }
        for (int round = 0; round < 3; round++) {
            System.out.printf(
                    "%d writers, one account, in memory: %,.0f commands/s%n",
                    writers, flags(bench, writers, 60_000));
        }
    }

    /** Flag changes of one email each; returns commands per second. */
    static double flags(AccountBench bench, int writers, int commands) throws InterruptedException {
        long start = System.nanoTime();
        var done = new CountDownLatch(writers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < writers; writer++) {
                int seed = writer;
                threads.execute(() -> {
                    flag(bench, new Random(seed), commands / writers);
                    done.countDown();
                });
            }
            done.await();
        }
        return commands / seconds(start);
    }

    private static void flag(AccountBench bench, Random random, int count) {
        for (int i = 0; i < count; i++) {
            var id = new EmailId(1 + random.nextInt(20_000));
            var update =
                    random.nextBoolean()
                            ? TestAccount.keywords(id, Set.of("$seen"), Set.of("$flagged"))
                            : TestAccount.keywords(id, Set.of("$flagged"), Set.of("$seen"));
            bench.send(new ChangeEmails(ID, null, List.of(), List.of(update), List.of()));
        }
    }

    /** Mail as it comes: every third message begins a thread, the others answer a recent one. */
    static List<AddEmail> adds(int from, int count) {
        List<AddEmail> adds = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            int root = i - i % 3;
            List<String> ids = i == root ? List.of("id" + i) : List.of("id" + i, "id" + root);
            adds.add(
                    new AddEmail(
                            "k" + i,
                            BLOB,
                            2_000 + RANDOM.nextInt(50_000),
                            NOON,
                            i % 10 == 0 ? Set.of(INBOX, ARCHIVE) : Set.of(INBOX),
                            i % 4 == 0 ? Set.of() : Set.of("$seen"),
                            ids,
                            "subject " + root));
        }
        return adds;
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
