package io.daybook.email.query;

import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailColumns.Order;

/**
 * An ascending order by received date, read from its end: newest first, and emails of one instant
 * still by ascending id. Remembers where it is, so that a walk costs constant time a step.
 */
final class NewestFirst implements Order {
    private final Order ascending;
    private final EmailColumns columns;
    private final int size;

    /** The ranks [groupStart, groupEnd) of the last visited instant. */
    private int groupStart;

    private int groupEnd;

    NewestFirst(Order ascending, EmailColumns columns) {
        this.ascending = ascending;
        this.columns = columns;
        this.size = ascending.size();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int emailAt(int rank) {
        int mirrored = size - 1 - rank;
        enterGroup(mirrored);
        return ascending.emailAt(groupStart + groupEnd - 1 - mirrored);
    }

    @Override
    public int rankOf(int email) {
        int rank = ascending.rankOf(email);
        if (rank < 0) {
            return -1;
        }
        enterGroup(rank);
        return size - groupEnd + (rank - groupStart);
    }

    private void enterGroup(int rank) {
        if (rank >= groupStart && rank < groupEnd) {
            return;
        }
        long instant = receivedAt(rank);
        groupEnd = rank == groupStart - 1 ? groupStart : edge(rank, 1, instant) + 1;
        groupStart = edge(rank, -1, instant);
    }

    /** The farthest rank in this direction that is of the instant: steps double, then halve. */
    private int edge(int rank, int direction, long instant) {
        int inside = rank;
        int step = 1;
        while (isAt(inside + (long) direction * step, instant)) {
            inside += direction * step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (isAt(inside + (long) direction * step, instant)) {
                inside += direction * step;
            }
        }
        return inside;
    }

    private boolean isAt(long rank, long instant) {
        return rank >= 0 && rank < size && receivedAt((int) rank) == instant;
    }

    private long receivedAt(int rank) {
        return columns.receivedAt(ascending.emailAt(rank));
    }
}
