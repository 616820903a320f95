package io.daybook.gateway;

import java.io.PrintStream;
import java.time.Duration;

/** Shows a line that changes: in place on a terminal, else anew now and then. */
final class WorkDisplay {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean isTerminal;
    private String shown = "";
    private long shownAt = System.nanoTime();

    WorkDisplay(PrintStream out) {
        this.out = out;
        this.isTerminal = System.console() != null && System.console().isTerminal();
    }

    void show(String line) {
        if (isTerminal && !line.equals(shown)) {
            int rest = Math.max(0, shown.length() - line.length());
            out.print("\r  " + line + " ".repeat(rest));
            out.flush();
            shown = line;
        } else if (!isTerminal && System.nanoTime() - shownAt > EVERY.toNanos()) {
            out.println("  " + line);
            shown = line;
            shownAt = System.nanoTime();
        }
    }

    void end() {
        if (isTerminal && !shown.isEmpty()) {
            out.println();
        }
    }
}
