package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.email.projection.EmailHistory;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads from the log of changes what happened to emails. */
final class EmailHistories {
    /** Ids and rows read for one history: who is further behind is better off asking anew. */
    static final int MOST_CHANGES = 200_000;

    private final RoaringBitmap created;
    private final RoaringBitmap moved;
    private final RoaringBitmap flagged;
    private final RoaringBitmap destroyed;
    private final RoaringBitmap threads;
    private int left = MOST_CHANGES;

    private EmailHistories(EmailHistory before) {
        created = before.created().clone();
        moved = before.moved().clone();
        flagged = before.flagged().clone();
        destroyed = before.destroyed().clone();
        threads = before.threads().clone();
    }

    /** The history and what the log tells after it; null when that is too much. */
    static @Nullable EmailHistory after(EmailHistory before, AccountReads.Log log) {
        if (before.version() == log.version()) {
            return before;
        }
        return new EmailHistories(before).read(before.version(), log);
    }

    private @Nullable EmailHistory read(long after, AccountReads.Log log) {
        if (after < log.seqOf(DataType.EMAIL)) {
            log.forEach(DataType.EMAIL, after, this::emails);
        }
        if (after < log.seqOf(DataType.THREAD)) {
            log.forEach(DataType.THREAD, after, this::threads);
        }
        return left < 0
                ? null
                : new EmailHistory(log.version(), created, moved, flagged, destroyed, threads);
    }

    private boolean emails(long seq, ChangeRow row) {
        row.created().forEach(this::create);
        row.updated().forEach(email -> note(email, moved));
        row.minor().forEach(email -> note(email, flagged));
        row.destroyed().forEach(this::destroy);
        return count(row);
    }

    /** An email of before that was destroyed and came back is another one in all that changes. */
    private void create(int email) {
        if (destroyed.contains(email)) {
            destroyed.remove(email);
            moved.add(email);
            flagged.add(email);
        } else {
            created.add(email);
        }
    }

    private void note(int email, RoaringBitmap set) {
        if (!created.contains(email)) {
            set.add(email);
        }
    }

    private void destroy(int email) {
        if (created.contains(email)) {
            created.remove(email);
            return;
        }
        moved.remove(email);
        flagged.remove(email);
        destroyed.add(email);
    }

    private boolean threads(long seq, ChangeRow row) {
        row.created().forEach(threads::add);
        row.updated().forEach(threads::add);
        row.destroyed().forEach(threads::remove);
        return count(row);
    }

    private boolean count(ChangeRow row) {
        left -= 1 + row.size();
        return left >= 0;
    }
}
