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
    private String current = "";
    private long began;
    private long begunWith;

    StepDisplay(PrintStream err) {
        this.err = err;
        this.terminal = System.console() != null && System.console().isTerminal();
    }

    @Override
    public void at(Step step, long done, long all) {
        at(step.name().toLowerCase(Locale.ROOT), done, all);
    }

    /** The same, of a step by its name. */
    void at(String name, long done, long all) {
        show(text(name, done, all, 1, ""));
    }

    /**
     * Octets on their way.
     *
     * @param all 0 when nobody knows
     */
    void octets(long done, long all) {
        show(text("octets", done, all, 1 << 20, " MB"));
    }

    /** How far it is, in percent when that is known, and how fast since the step began. */
    private String text(String name, long done, long all, long unit, String of) {
        if (!name.equals(current)) {
            current = name;
            began = System.nanoTime();
            begunWith = done;
        }
        double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
        var text = new StringBuilder(unit == 1 ? name + ": " : "");
        text.append(done / unit).append(of);
        if (all > 0) {
            text.append(" of ").append(all / unit).append(of);
            text.append(" (").append(100 * done / all).append("%)");
        }
        long rate = Math.round((done - begunWith) / seconds / unit);
        return text.append(", ").append(rate).append(of).append("/s").toString();
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
