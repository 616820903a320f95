package io.daybook.email.projection.lucene;

/**
 * How far the index of one account has come: what was applied, what of that can be found, and what
 * is committed. Changed under the lock of the index; what was applied and what can be found are
 * read beside it.
 */
final class Reach {
    private static final long UNKNOWN = -2;

    private volatile long applied = UNKNOWN;

    /** Less than what was applied when text came since the last refresh. */
    private volatile long findable = UNKNOWN;

    private long committed;
    private boolean hasNewText;
    private boolean hasUncommittedText;
    private long uncommittedSince;
    private boolean isInEvent;

    boolean isKnown() {
        return applied != UNKNOWN;
    }

    /** The last event that was applied, -1 for none; only when it is known. */
    long applied() {
        return applied;
    }

    long findable() {
        return findable;
    }

    /** Whether an event is half applied: nothing may be committed or closed meanwhile. */
    boolean isInEvent() {
        return isInEvent;
    }

    /** The index, open or not, is as it was committed. */
    void found(long version) {
        committed = version;
        applied = version;
        findable = version;
    }

    /** The index was opened, and was committed at this version. */
    void opened(long version) {
        if (version != committed || !isKnown()) {
            // The folder is not the one that was known: gone, or put there by somebody.
            found(version);
        }
        hasNewText = false;
        hasUncommittedText = false;
    }

    /** Begins to apply an event; false when it is not the one that follows. */
    boolean begin(long seq) {
        if (applied != seq - 1) {
            return false;
        }
        isInEvent = true;
        hasNewText = true;
        return true;
    }

    /** What was begun has been applied, and all until this event. */
    void end(long seq) {
        isInEvent = false;
        applied = seq;
        if (!hasUncommittedText) {
            hasUncommittedText = true;
            uncommittedSince = System.nanoTime();
        }
    }

    /**
     * Applies an event without text: what can be found goes along unless text waits for a refresh.
     *
     * @return false when it is not the one that follows
     */
    boolean pass(long seq) {
        if (applied != seq - 1) {
            return false;
        }
        applied = seq;
        if (!hasNewText) {
            findable = seq;
        }
        return true;
    }

    boolean needsRefresh(long wanted) {
        return findable < wanted && hasNewText;
    }

    /**
     * @param reached what was applied before the refresh began
     */
    void refreshed(long reached) {
        findable = reached;
        hasNewText = isInEvent;
    }

    boolean isCommitted() {
        return applied <= committed;
    }

    boolean isCommitDue(Limits limits) {
        long waiting = System.nanoTime() - uncommittedSince;
        boolean isLate = waiting >= limits.commitAfter().toNanos();
        return (hasUncommittedText && isLate) || applied - committed >= limits.commitEvents();
    }

    void committed() {
        committed = applied;
        hasUncommittedText = false;
    }

    /** The index was closed with everything in it: whoever opens it finds all. */
    void closed() {
        findable = applied;
        hasNewText = false;
    }

    /** The index is gone, or back at its last commit. */
    void lost() {
        isInEvent = false;
        applied = UNKNOWN;
        hasNewText = false;
        hasUncommittedText = false;
    }
}
