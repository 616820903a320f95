package io.daybook.account.projection;

import io.daybook.core.Ids;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Notes what one event touches, to tell at its end what is different from before. */
final class DeltaTracker {
    private final ThreadTable threads;
    private final List<MailboxColumn> touched = new ArrayList<>();
    private RoaringBitmap threadsBefore = new RoaringBitmap();
    private RoaringBitmap threadsNew = new RoaringBitmap();

    DeltaTracker(ThreadTable threads) {
        this.threads = threads;
    }

    void touch(MailboxColumn mailbox) {
        if (mailbox.touch()) {
            touched.add(mailbox);
        }
    }

    /** Called before a thread gets or loses an email. */
    void touchThread(int thread) {
        if (!threadsNew.contains(thread)) {
            (threads.has(thread) ? threadsBefore : threadsNew).add(thread);
        }
    }

    ChangeRow settleThreads() {
        if (threadsBefore.isEmpty() && threadsNew.isEmpty()) {
            return ChangeRow.NONE;
        }
        var created = existing(threadsNew, true);
        var updated = existing(threadsBefore, true);
        var destroyed = existing(threadsBefore, false);
        threadsBefore = new RoaringBitmap();
        threadsNew = new RoaringBitmap();
        return new ChangeRow(created, updated, Ids.NONE, destroyed);
    }

    private Ids existing(RoaringBitmap candidates, boolean exists) {
        return Ids.of(
                candidates.stream().filter(thread -> threads.has(thread) == exists).toArray());
    }

    /**
     * @param told mailboxes that the event itself created, updated or destroyed
     */
    ChangeRow settleMailboxes(ChangeRow told) {
        var minor = new ArrayList<Integer>();
        for (MailboxColumn mailbox : touched) {
            int id = mailbox.mailbox;
            boolean already =
                    told.created().contains(id)
                            || told.updated().contains(id)
                            || told.destroyed().contains(id);
            if (mailbox.settle() && mailbox.exists && !already) {
                minor.add(id);
            }
        }
        touched.clear();
        var ids = Ids.of(minor.stream().mapToInt(Integer::intValue).toArray());
        return new ChangeRow(told.created(), told.updated(), ids, told.destroyed());
    }
}
