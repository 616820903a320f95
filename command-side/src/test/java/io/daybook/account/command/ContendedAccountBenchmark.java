package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.email;

import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.journal.axonserver.AxonServerFixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What does it cost that any node may decide about an account, and what would be gained if its
 * commands were all handled by one? ADR 43 has what was found.
 */
public final class ContendedAccountBenchmark {
    private static final int COMMANDS = 400;

    private ContendedAccountBenchmark() {}

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 3; round++) {
            // Milliseconds between the commands of a writer: a person, a busy import, as fast as
            // can be.
            for (int pause : new int[] {250, 20, 0}) {
                run(1, pause);
                run(2, pause);
            }
        }
    }

    private static void run(int nodes, int pause) throws Exception {
        try (var fixture = new AxonServerFixture()) {
            var benches = new ArrayList<AccountBench>();
            for (int i = 0; i < nodes; i++) {
                benches.add(AccountsContract.bench(fixture.node()));
            }
            benches.getFirst().send(TestAccount.open());
            benches.forEach(ContendedAccountBenchmark::add);
            int commands = pause > 100 ? COMMANDS / 10 : COMMANDS;
            long[] nanos = new long[commands];
            long start = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                int writers = 4;
                var all = new ArrayList<CompletableFuture<Void>>();
                for (int writer = 0; writer < writers; writer++) {
                    int own = writer;
                    all.add(
                            CompletableFuture.runAsync(
                                    () -> {
                                        for (int i = own; i < commands; i += writers) {
                                            long before = System.nanoTime();
                                            add(benches.get(own % nodes));
                                            nanos[i] = System.nanoTime() - before;
                                            pause(pause);
                                        }
                                    },
                                    threads));
                }
                all.forEach(CompletableFuture::join);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(nanos);
            System.out.printf(
                    "%d nodes, 4 writers, pause %3d ms: %,6.0f commands/s, p50 %.1f ms, p95 %.1f ms, p99"
                            + " %.1f ms%n",
                    nodes,
                    pause,
                    commands / seconds,
                    nanos[commands / 2] / 1e6,
                    nanos[commands * 95 / 100] / 1e6,
                    nanos[commands * 99 / 100] / 1e6);
        }
    }

    private static void pause(int millis) {
        if (millis > 0) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2 * millis * 1_000_000L));
        }
    }

    private static EmailsChanged add(AccountBench bench) {
        return bench.send(
                new ChangeEmails(ID, null, List.of(email("k", "s")), List.of(), List.of()));
    }
}
