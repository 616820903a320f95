package io.daybook.gateway;

import io.daybook.archive.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far the work on an archive has come: a line that changes, or one now and then. */
final class StepDisplay implements Progress {
    private static final long TERMINAL_NANOS = 200_000_000L;
    private static final long LOG_NANOS = 10_000_000_000L;

    private final PrintStream err;
    private final boolean terminal;
    private long last = System.nanoTime();
    private boolean shown;

    StepDisplay(PrintStream err) {
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    @Override
    public void at(Step step, long done, long all) {
        String name = step.name().toLowerCase(Locale.ROOT);
        show(name + ": " + done + (all > 0 ? " of " + all : ""));
    }

    /** Octets on their way, of nobody knows how many. */
    void octets(long octets) {
        show((octets >> 20) + " MB");
    }

    private void show(String text) {
        long now = System.nanoTime();
        if (now - last < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        last = now;
        if (terminal) {
            err.printf("\r%-60s", text);
            shown = true;
        } else {
            err.println(text);
        }
    }

    /** Clears the line. */
    void end() {
        if (shown) {
            err.printf("\r%-60s\r", "");
            shown = false;
        }
    }
}
