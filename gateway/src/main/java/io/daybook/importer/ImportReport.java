package io.daybook.importer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What an import says at its end. */
final class ImportReport {
    private static final int MOST_MALFORMED = 50;

    private final PrintStream out;
    private final ImportTally tally;

    ImportReport(PrintStream out, ImportTally tally) {
        this.out = out;
        this.tally = tally;
    }

    void print(Duration elapsed, ImportOptions options, boolean stopped) {
        var figures = tally.figures();
        line(
                "Imported %s (%,.1f MB) into %s in %s.",
                messages(figures.imported()),
                figures.octets() / 1e6,
                options.user(),
                ProgressDisplay.clock(elapsed.toSeconds()));
        if (figures.there() > 0) {
            line(
                    "%,d %s there already from an earlier import of the same source%s.",
                    figures.there(),
                    figures.there() == 1 ? "was" : "were",
                    figures.imported() == 0 ? " (--again imports them once more)" : "");
        }
        if (figures.ignored() > 0) {
            line(
                    figures.ignored() == 1
                            ? "%,d file that does not look like mail was left out."
                            : "%,d files that do not look like mail were left out.",
                    figures.ignored());
        }
        list(
                figures.malformed() == 1
                        ? "%,d malformed message was imported as it is:"
                        : "%,d malformed messages were imported as they are:",
                figures.malformed(),
                tally.malformedLines(),
                MOST_MALFORMED);
        list(
                figures.refused() == 1
                        ? "%,d message was NOT imported:"
                        : "%,d messages were NOT imported:",
                figures.refused(),
                tally.refusedLines(),
                Integer.MAX_VALUE);
        if (stopped) {
            line("Stopped. Run the same command again to go on where it stopped.");
        }
    }

    private void list(String title, long count, List<String> lines, int most) {
        if (count == 0) {
            return;
        }
        line(title, count);
        lines.stream()
                .limit(most)
                .forEach(it -> out.println("  " + it.replaceAll("\\p{Cntrl}", "?")));
        long more = count - Math.min(most, lines.size());
        if (more > 0) {
            line("  and %,d more", more);
        }
    }

    private static String messages(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d message" : "%,d messages", count);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
