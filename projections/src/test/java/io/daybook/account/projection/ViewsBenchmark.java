package io.daybook.account.projection;

import io.daybook.core.BlobId;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.core.ThreadId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.EmailEvent.Placement;
import io.daybook.view.MemoryJournal;
import io.daybook.view.rocksdb.RocksViewStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * How fast is the fold of an account, how fast does it load, and how much memory does it take?
 * Arguments: a folder that does not exist yet, and the number of emails.
 */
final class ViewsBenchmark {
    private final Random random = new Random(1);
    private final int count;
    private int threads;

    private ViewsBenchmark(int count) {
        this.count = count;
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        new ViewsBenchmark(Integer.parseInt(arguments[1])).run(folder.resolve("views"));
    }

    private void run(Path folder) {
        var journal = new MemoryJournal();
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store, 1L << 30)) {
            views.append(new RandomHistory(1, 1).opening());
            timed("import", () -> add(views));
            views.projection.alone(Views.ALICE.stream(), place -> place);
            long before = used();
            var state = new AtomicReference<MailState>();
            for (int i = 0; i < 3; i++) {
                views.projection.alone(Views.ALICE.stream(), place -> place);
                state.set(null);
                timed(
                        "load",
                        () ->
                                views.projection.readAt(
                                        Views.ALICE.stream(),
                                        0,
                                        s -> {
                                            state.set(s);
                                            return 1;
                                        }));
            }
            System.out.printf(
                    "memory %d MB, weighed as %d MB%n",
                    (used() - before) >> 20, state.get().index.weight() >> 20);
            flags(views, state.get());
            timed("read 50 rows x 1000", () -> reads(views));
            timed("texts", () -> views.reads.read(Views.ALICE, s -> s.columns().subjectKey(1)));
            int gone = Math.min(100_000, count / 2);
            var ids = Ids.of(IntStream.rangeClosed(count / 4, count / 4 + gone - 1).toArray());
            views.append(List.of(new EmailsDestroyed(ids)));
            timed("destroy " + gone, () -> views.reads.quotas(Views.ALICE));
        }
    }

    private void flags(Views views, MailState state) {
        var folds = new ArrayList<Long>();
        var all = new ArrayList<Long>();
        for (int i = 0; i < 400; i++) {
            int first = random.nextInt(count - 50) + 1;
            boolean seen = state.index.withKeyword("$seen").contains(first);
            var ids =
                    Ids.of(
                            IntStream.range(first, first + 50)
                                    .filter(id ->
                                            state.index.withKeyword("$seen").contains(id) == seen)
                                    .toArray());
            var word = List.of("$seen");
            var event = new KeywordsChanged(ids, seen ? List.of() : word, seen ? word : List.of());
            var undo = new KeywordsChanged(ids, seen ? word : List.of(), seen ? List.of() : word);
            long start = System.nanoTime();
            state.index.apply(event, List.of());
            folds.add(System.nanoTime() - start);
            state.index.apply(undo, List.of());
            views.append(List.of(event));
            start = System.nanoTime();
            views.reads.quotas(Views.ALICE);
            all.add(System.nanoTime() - start);
        }
        System.out.println("flag 50, index only: " + percentiles(folds));
        System.out.println("flag 50, with rows:  " + percentiles(all));
    }

    private static String percentiles(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
        return "p50 %d us, p99 %d us"
                .formatted(
                        sorted[sorted.length / 2] / 1000, sorted[sorted.length * 99 / 100] / 1000);
    }

    private void reads(Views views) {
        for (int i = 0; i < 1000; i++) {
            int first = random.nextInt(count - 50) + 1;
            var ids = IntStream.range(first, first + 50).mapToObj(EmailId::new).toList();
            views.reads.read(Views.ALICE, snapshot -> snapshot.emails(ids).size());
        }
    }

    private void add(Views views) {
        int email = 1;
        while (email <= count) {
            var added = new ArrayList<AddedEmail>();
            for (int i = 0; i < 500 && email <= count; i++, email++) {
                int thread =
                        threads == 0 || random.nextInt(2) == 0
                                ? ++threads
                                : Math.max(1, threads - random.nextInt(50));
                added.add(
                        new AddedEmail(
                                new EmailId(email),
                                new ThreadId(thread),
                                blob(email),
                                5000 + random.nextInt(9000),
                                Instant.ofEpochMilli(
                                        1_000_000_000_000L
                                                + email * 60_000L
                                                - random.nextInt(600_000)),
                                List.of(new Placement(new MailboxId(1 + random.nextInt(3)), email)),
                                random.nextInt(3) > 0 ? List.of("$seen") : List.of(),
                                List.of()));
            }
            views.append(List.of(new EmailsAdded(added)));
            if (email % 50_000 < 500) {
                views.reads.quotas(Views.ALICE);
            }
        }
        views.reads.quotas(Views.ALICE);
    }

    private static BlobId blob(int email) {
        byte[] hash = new byte[32];
        new Random(email).nextBytes(hash);
        hash[0] = (byte) (email >>> 24);
        return BlobId.ofSha256(hash);
    }

    private static void timed(String what, Runnable work) {
        long start = System.nanoTime();
        long cpu = cpu();
        work.run();
        System.out.printf(
                "%s: %.3f s, %.3f s of processors%n",
                what, (System.nanoTime() - start) / 1e9, (cpu() - cpu) / 1e9);
    }

    private static long cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
