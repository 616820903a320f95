package io.daybook.importer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how far an import is: one line that is redrawn on a terminal, else a new line every few
 * seconds.
 */
final class ProgressDisplay implements AutoCloseable {
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final Supplier<ImportTally.Figures> figures;
    private final long total;
    private final LongSupplier nanoTime;
    private final long begin;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread painter;

    /**
     * @param total octets of all files to be read
     */
    ProgressDisplay(
            PrintStream out,
            boolean terminal,
            Supplier<ImportTally.Figures> figures,
            long total,
            LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.figures = figures;
        this.total = total;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.painter = Thread.ofVirtual().name("import-progress").start(this::paint);
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - begin);
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        painter.join();
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private void paint() {
        try {
            while (!closed.await(terminal ? 200 : 5000, TimeUnit.MILLISECONDS)) {
                String line = line(figures.get(), total, elapsed());
                out.print(terminal ? "\r" + line + "\033[K" : line + System.lineSeparator());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Share done, messages, megabytes, rate and time left. */
    static String line(ImportTally.Figures now, long total, Duration elapsed) {
        double share = total <= 0 ? 0 : Math.min(1, (double) now.consumed() / total);
        int filled = (int) (share * BAR);
        double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d messages  %,.1f MB  %,.0f/s  %s",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                (int) (share * 100),
                now.settled(),
                now.octets() / 1e6,
                now.settled() / seconds,
                share < 0.01 || seconds < 2
                        ? ""
                        : clock((long) (seconds / share - seconds)) + " left");
    }

    static String clock(long seconds) {
        return seconds >= 3600
                ? String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
