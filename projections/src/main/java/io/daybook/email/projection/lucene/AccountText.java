package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.Event;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.Sequenced;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The index of one account, open or not. Only one event at a time is applied; searches go on beside
 * it. Every method may touch the disk.
 */
final class AccountText {
    private static final long UNKNOWN = -2;
    private static final int MAX_ATTEMPTS = 5;

    private final AccountId account;
    private final Path folder;
    private final Documents documents;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable OpenIndex open;

    /** What was applied. */
    private volatile long version = UNKNOWN;

    /** What can be found: less than the version when text came since the last refresh. */
    private volatile long searchable = UNKNOWN;

    private long committed;
    private boolean hasNewText;
    private boolean hasUncommittedText;
    private long uncommittedSince;

    /** Whether an event is half applied: nothing may be committed or closed meanwhile. */
    private boolean isInEvent;

    private volatile long lastUsed = System.nanoTime();

    AccountText(AccountId account, Path folder, Documents documents) {
        this.account = account;
        this.folder = folder;
        this.documents = documents;
    }

    boolean isOpen() {
        return open != null;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** What was applied, without opening the index: a missing one has -1. */
    long version() {
        if (version == UNKNOWN) {
            locked(() -> {
                if (version == UNKNOWN) {
                    setVersion(readCommitted());
                }
            });
        }
        return version;
    }

    private long readCommitted() {
        try {
            committed = Files.isDirectory(folder) ? OpenIndex.committedVersion(folder) : -1;
        } catch (IOException | RuntimeException e) {
            // No commit, or a damaged one: opening it will start anew.
            committed = -1;
        }
        return committed;
    }

    private void setVersion(long reached) {
        version = reached;
        searchable = reached;
    }

    long searchable() {
        return version() < 0 ? -1 : searchable;
    }

    void apply(Sequenced event) {
        lastUsed = System.nanoTime();
        try {
            if (isAboutText(event.event())) {
                beginEvent();
                write(event.event());
                endEvent(event.seq());
            } else {
                locked(() -> pass(event.seq()));
            }
        } catch (IOException e) {
            fail(e);
            throw new UncheckedIOException("the text of " + account + " was not indexed", e);
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private static boolean isAboutText(Event event) {
        return event instanceof EmailsAdded
                || event instanceof EmailsDestroyed
                || event instanceof ThreadsMerged;
    }

    private void beginEvent() throws IOException {
        lock.lock();
        try {
            opened();
            isInEvent = true;
            hasNewText = true;
        } finally {
            lock.unlock();
        }
    }

    private void write(Event event) throws IOException {
        var index = opened();
        switch (event) {
            case EmailsAdded(var emails) -> {
                for (var email : emails) {
                    index.add(documents.of(account, email));
                }
            }
            case EmailsDestroyed(Ids emails) -> index.delete(emails);
            case ThreadsMerged merged -> index.recreate(merged.recreated());
            default -> throw new IllegalArgumentException("not about text: " + event);
        }
    }

    private void endEvent(long seq) {
        lock.lock();
        try {
            isInEvent = false;
            version = seq;
            if (!hasUncommittedText) {
                hasUncommittedText = true;
                uncommittedSince = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
    }

    /** An event without text: what can be found goes along unless text waits for a refresh. */
    private void pass(long seq) {
        version = seq;
        if (!hasNewText) {
            searchable = seq;
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
            var index = openOrCreate();
            if (index.committed() != committed || version == UNKNOWN) {
                // The folder is not the one that was known: gone, or put there by somebody.
                committed = index.committed();
                setVersion(committed);
            }
            hasNewText = false;
            hasUncommittedText = false;
            open = index;
            return index;
        } finally {
            lock.unlock();
        }
    }

    private OpenIndex openOrCreate() throws IOException {
        Files.createDirectories(folder);
        try {
            return OpenIndex.open(folder);
        } catch (IOException | RuntimeException e) {
            Folders.delete(folder);
            Files.createDirectories(folder);
            return OpenIndex.open(folder);
        }
    }

    /** Opens the index if need be, and makes everything applied findable. */
    void refresh(long wanted) {
        lastUsed = System.nanoTime();
        locked(() -> {
            var index = opened();
            if (searchable < wanted && hasNewText) {
                long reached = version;
                index.refresh();
                searchable = reached;
                hasNewText = isInEvent;
            }
        });
    }

    /** Something that is done with the open index. */
    interface Searching<T> {
        T with(OpenIndex index) throws IOException;
    }

    /**
     * @throws Damaged when the index cannot be read; it is gone then
     */
    <T> T search(Searching<T> searching) {
        lastUsed = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return searching.with(opened());
            } catch (AlreadyClosedException e) {
                // It may have been closed between finding it and using it.
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } catch (IOException e) {
                fail(e);
                if (isDamage(e)) {
                    throw new Damaged(e);
                }
                throw new UncheckedIOException("the index of " + account + " was not read", e);
            }
        }
    }

    /** The index could not be read and was deleted: it is to be built again. */
    static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged(IOException cause) {
            super(cause);
        }
    }

    /** Commits when it is time; returns the octets that the writer holds in memory. */
    long keep(Limits limits) {
        locked(() -> {
            var index = open;
            if (index == null || isInEvent) {
                return;
            }
            long waiting = System.nanoTime() - uncommittedSince;
            boolean isDue = waiting >= limits.commitAfter().toNanos();
            if ((hasUncommittedText && isDue) || version - committed >= limits.commitEvents()) {
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
            if (index != null && !isInEvent && version > committed) {
                commit(index);
            }
        });
    }

    private void commit(OpenIndex index) throws IOException {
        index.commit(version);
        committed = version;
        hasUncommittedText = false;
    }

    /** Commits and closes; returns false when it is busy. */
    boolean close() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            locked(() -> {
                var index = open;
                if (index != null && !isInEvent) {
                    if (version > committed) {
                        commit(index);
                    }
                    searchable = version;
                    hasNewText = false;
                    open = null;
                    index.close();
                }
            });
            return open == null;
        } finally {
            lock.unlock();
        }
    }

    /** After a failure the index goes back to its last commit; a damaged one goes altogether. */
    private void fail(Exception failure) {
        lock.lock();
        try {
            var index = open;
            boolean isDamaged = isDamage(failure) || (index != null && isDamage(index.tragedy()));
            isInEvent = false;
            open = null;
            version = UNKNOWN;
            if (index != null) {
                index.close();
            }
            if (isDamaged) {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether files are missing or do not hold what they should. */
    private static boolean isDamage(@Nullable Throwable failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof EOFException
                || failure instanceof FileNotFoundException
                || failure instanceof NoSuchFileException;
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
