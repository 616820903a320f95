package io.daybook.importer;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the messages so far; lists keep the first entries and count the rest. Safe for
 * several threads.
 */
public final class ImportTally {
    private static final int MOST_LISTED = 1000;

    private long imported;
    private long octets;
    private long there;
    private long ignored;
    private long consumed;
    private boolean full;
    private final Listed malformed = new Listed();
    private final Listed refused = new Listed();

    /** The first of many lines, and how many there were. */
    private static final class Listed {
        private final List<String> lines = new ArrayList<>();
        private long count;

        private void add(Origin origin, String reason) {
            count++;
            if (lines.size() < MOST_LISTED) {
                lines.add(origin + ": " + reason);
            }
        }
    }

    /**
     * The figures at one moment.
     *
     * @param octets of the imported messages
     * @param there messages that had been imported before
     * @param ignored files that do not look like mail
     * @param consumed octets of files that were read
     */
    public record Figures(
            long imported,
            long octets,
            long there,
            long malformed,
            long refused,
            long ignored,
            long consumed) {
        long settled() {
            return imported + there + refused;
        }
    }

    synchronized void imported(Found.Message message) {
        imported++;
        octets += message.octets().length;
        MessageHead.of(message.octets())
                .defect(message.octets())
                .ifPresent(defect -> malformed.add(message.origin(), defect));
    }

    synchronized void there() {
        there++;
    }

    synchronized void refused(Origin origin, String reason) {
        refused.add(origin, reason);
    }

    synchronized void ignored() {
        ignored++;
    }

    synchronized void consumed(long more) {
        consumed += more;
    }

    synchronized void accountIsFull() {
        full = true;
    }

    synchronized boolean isAccountFull() {
        return full;
    }

    public synchronized Figures figures() {
        return new Figures(
                imported, octets, there, malformed.count, refused.count, ignored, consumed);
    }

    synchronized List<String> malformedLines() {
        return List.copyOf(malformed.lines);
    }

    synchronized List<String> refusedLines() {
        return List.copyOf(refused.lines);
    }
}
