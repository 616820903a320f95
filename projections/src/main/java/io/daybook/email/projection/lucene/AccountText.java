package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.view.Sequenced;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index of one account, open or not. Only one event at a time is applied; searches go on beside
 * it. Every method may touch the disk.
 */
final class AccountText {
    private final AccountId account;
    private final IndexFolder folder;
    private final Applying applying;
    private final String content;
    private final Reach reach = new Reach();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable OpenIndex open;

    private volatile long lastUsed = System.nanoTime();

    /** Whether the open index was made by other versions than those of now. */
    private volatile boolean isOutdated;

    /**
     * @param content the versions of what makes documents now
     */
    AccountText(AccountId account, Path folder, Posting posting, String content) {
        this.account = account;
        this.folder = new IndexFolder(folder);
        applying = new Applying(account, this, posting);
        this.content = content;
    }

    boolean isOutdated() {
        return isOutdated;
    }

    boolean isOpen() {
        return open != null;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** What was applied, without opening the index: a missing one has -1. */
    long version() {
        if (!reach.isKnown()) {
            locked(() -> {
                if (!reach.isKnown()) {
                    reach.found(folder.committedVersion());
                }
            });
        }
        return reach.applied();
    }

    long searchable() {
        return version() < 0 ? -1 : reach.findable();
    }

    /** Applies the event; returns false when it is not the one that follows. */
    boolean apply(Sequenced event) {
        lastUsed = System.nanoTime();
        return applying.apply(event);
    }

    /** The index to be written to, or null when the event is not the one that follows. */
    @Nullable OpenIndex begin(long seq) throws IOException {
        lock.lock();
        try {
            var index = opened();
            return reach.begin(seq) ? index : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything until this event is in the index.
     *
     * @param written what {@link #begin} gave
     */
    void end(long seq, OpenIndex written) {
        lock.lock();
        try {
            if (open != written) {
                throw new IllegalStateException("the index failed while it was written");
            }
            reach.end(seq);
        } finally {
            lock.unlock();
        }
    }

    /** Applies an event without text; returns false when it is not the one that follows. */
    boolean pass(long seq) {
        lock.lock();
        try {
            return version() == seq - 1 && reach.pass(seq);
        } finally {
            lock.unlock();
        }
    }

    /** The open index; opens it, anew when it is missing or damaged. Needs the lock to open. */
    private OpenIndex opened() throws IOException {
        var known = open;
        return known == null ? openLocked() : known;
    }

    private OpenIndex openLocked() throws IOException {
        lock.lock();
        try {
            var known = open;
            if (known != null) {
                return known;
            }
            var index = folder.open(content);
            reach.opened(index.committed());
            isOutdated = !index.content().equals(content);
            open = index;
            return index;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the index if need be, and makes everything applied findable. */
    void refresh(long wanted) {
        lastUsed = System.nanoTime();
        locked(() -> {
            var index = opened();
            if (reach.needsRefresh(wanted)) {
                long reached = reach.applied();
                index.refresh();
                reach.refreshed(reached);
            }
        });
    }

    /** Something that is done with the open index. */
    interface Searching<T> {
        T with(OpenIndex index) throws IOException;
    }

    /**
     * @throws DamagedIndex when the index cannot be read; it is gone then
     */
    <T> T search(Searching<T> searching) {
        lastUsed = System.nanoTime();
        try {
            return searchBesideOthers(searching);
        } catch (IOException e) {
            fail(e);
            if (DamagedIndex.isShownBy(e)) {
                throw new DamagedIndex(e);
            }
            throw new UncheckedIOException("the index of " + account + " was not read", e);
        }
    }

    private <T> T searchBesideOthers(Searching<T> searching) throws IOException {
        try {
            return searching.with(opened());
        } catch (AlreadyClosedException e) {
            // It was closed between finding it and using it: not again.
            lock.lock();
            try {
                return searching.with(opened());
            } finally {
                lock.unlock();
            }
        }
    }

    /** Commits when it is time; returns the octets that the writer holds in memory. */
    long keep(Limits limits) {
        locked(() -> {
            var index = open;
            if (index != null && !reach.isInEvent() && reach.isCommitDue(limits)) {
                commit(index);
            }
        });
        return buffered();
    }

    long buffered() {
        var index = open;
        return index == null ? 0 : index.buffered();
    }

    void commitNow() {
        locked(() -> {
            var index = open;
            if (index != null && !reach.isInEvent() && !reach.isCommitted()) {
                commit(index);
            }
        });
    }

    private void commit(OpenIndex index) throws IOException {
        index.commit(reach.applied());
        reach.committed();
    }

    /** Commits and closes; returns false when it is busy. */
    boolean close() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            locked(() -> {
                var index = open;
                if (index != null && !reach.isInEvent()) {
                    if (!reach.isCommitted()) {
                        commit(index);
                    }
                    reach.closed();
                    open = null;
                    index.close();
                }
            });
            return open == null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Applies the events, the first of which follows, the texts of many at a time; an index in the
     * making has no searches, and is not committed meanwhile.
     *
     * @param adding adds the emails of many events
     */
    void applyAll(List<Sequenced> events, Posting.Adding adding) {
        applying.applyAll(events, adding);
    }

    /** What the index knows of each email, sorted: to be compared with another. */
    long[] contents() {
        return search(OpenIndex::contents);
    }

    /**
     * Puts another index of the account in the place of this one, if it has come as far.
     *
     * @param from its folder
     * @param keptAt the folder that this one goes to; null to delete it
     */
    boolean replaceBy(AccountText other, Path from, @Nullable Path keptAt) throws IOException {
        lock.lock();
        try {
            if (reach.isInEvent() || other.version() < version() || !other.close()) {
                return false;
            }
            var index = open;
            if (keptAt != null && index != null && !reach.isCommitted()) {
                commit(index);
            }
            discard(keptAt);
            Files.move(from, folder.path(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the index away; returns false when it is busy. */
    boolean delete() {
        lock.lock();
        try {
            if (!reach.isInEvent()) {
                discard(null);
            }
            return !reach.isInEvent();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of " + account + " stays", e);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: closes what is open and moves the folder away or deletes it. */
    private void discard(@Nullable Path keptAt) throws IOException {
        var index = open;
        open = null;
        isOutdated = false;
        reach.lost();
        if (index != null) {
            index.close();
        }
        if (keptAt != null && Files.exists(folder.path())) {
            new IndexFolder(keptAt).delete();
            Files.move(folder.path(), keptAt, StandardCopyOption.ATOMIC_MOVE);
        } else {
            folder.delete();
        }
    }

    /** After a failure the index goes back to its last commit; a damaged one goes altogether. */
    void fail(Exception failure) {
        lock.lock();
        try {
            var index = open;
            boolean isDamaged =
                    DamagedIndex.isShownBy(failure)
                            || (index != null && DamagedIndex.isShownBy(index.tragedy()));
            open = null;
            reach.lost();
            if (index != null) {
                index.close();
            }
            if (isDamaged) {
                folder.delete();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        } finally {
            lock.unlock();
        }
    }

    private interface Locked {
        void run() throws IOException;
    }

    private void locked(Locked work) {
        lock.lock();
        try {
            work.run();
        } catch (IOException e) {
            fail(e);
            throw new UncheckedIOException("the index of " + account + " failed", e);
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }
}
