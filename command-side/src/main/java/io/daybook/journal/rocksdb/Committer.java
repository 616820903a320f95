package io.daybook.journal.rocksdb;

import io.daybook.journal.JournalFailure;
import io.daybook.journal.engine.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The one thread that writes. It takes whatever has been queued while it was writing as one group,
 * so groups grow with the load by themselves. A group that fails takes everything queued behind it
 * with it; the next change starts afresh.
 */
final class Committer implements AutoCloseable {
    /** Writes a group as one, synced if asked: all of it or nothing. */
    interface GroupWrite {
        void write(List<Change> changes, boolean sync) throws RocksDBException;
    }

    private static final int UNIT_OCTETS = 1024;
    private static final int ROOM_UNITS = 32 * 1024;
    private static final int GROUP_UNITS = 8 * 1024;
    private static final Entry STOP = entry(Durability.SYNCED, 0, batch -> {}, () -> {});

    private final GroupWrite write;
    private final Runnable forget;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM_UNITS, true);
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private final Completer completer = new Completer(room);
    private final Thread thread = new Thread(this::run, "daybook-journal-committer");
    private volatile boolean closed;

    /**
     * @param forget called with the gate shut after a group has failed and the queue is empty:
     *     drops what was remembered of changes that never came to be
     */
    Committer(GroupWrite write, Runnable forget) {
        this.write = write;
        this.forget = forget;
        thread.setDaemon(true);
        thread.start();
    }

    static Entry entry(Durability durability, long octets, Change change, Runnable written) {
        int units = (int) Math.min(GROUP_UNITS, 1 + octets / UNIT_OCTETS);
        return new Entry(durability, units, change, written, new CompletableFuture<>());
    }

    /** Queues the change; parks while the queue has no room for it. */
    CompletableFuture<Void> submit(Durability durability, long octets, Change change) {
        return submit(entry(durability, octets, change, () -> {}));
    }

    private CompletableFuture<Void> submit(Entry entry) {
        reserve(entry);
        Lock open = open();
        try {
            enqueue(entry);
            return entry.done();
        } finally {
            open.unlock();
        }
    }

    /** Queues the entry and waits until it is done. */
    void write(Entry entry) {
        Failures.await(submit(entry));
    }

    /** Parks until the queue has room for the entry. Holding it obliges to enqueue or release. */
    void reserve(Entry entry) {
        room.acquireUninterruptibly(entry.units());
    }

    void release(Entry entry) {
        room.release(entry.units());
    }

    /** Between this and {@code unlock}, no group can fail: what is decided is what is queued. */
    Lock open() {
        Lock lock = gate.readLock();
        lock.lock();
        return lock;
    }

    /** Queues an entry that has its room, within {@link #open}. */
    void enqueue(Entry entry) {
        if (closed) {
            release(entry);
            throw new JournalFailure("The journal is closed.");
        }
        queue.add(entry);
    }

    private void run() {
        var group = new ArrayList<Entry>();
        boolean more = true;
        while (more) {
            more = takeGroup(group);
            commit(group);
            group.clear();
        }
    }

    private boolean takeGroup(List<Entry> group) {
        int units = 0;
        @Nullable Entry next = take();
        while (next != null && next != STOP) {
            group.add(next);
            units += next.units();
            next = units < GROUP_UNITS ? queue.poll() : null;
        }
        return next != STOP;
    }

    private Entry take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Nobody ends this thread but close(), which sends STOP.
                continue;
            }
        }
    }

    private void commit(List<Entry> group) {
        var early = new ArrayList<Entry>();
        var rest = new ArrayList<Entry>();
        for (Entry entry : group) {
            (entry.durability() == Durability.EARLY ? early : rest).add(entry);
        }
        try {
            write(early, false);
            early.clear();
            write(rest, rest.stream().anyMatch(e -> e.durability() == Durability.SYNCED));
        } catch (RocksDBException | RuntimeException e) {
            early.addAll(rest);
            fail(early, e);
        }
    }

    private void write(List<Entry> entries, boolean sync) throws RocksDBException {
        if (entries.isEmpty()) {
            return;
        }
        write.write(entries.stream().map(Entry::change).toList(), sync);
        entries.forEach(entry -> entry.written().run());
        completer.complete(List.copyOf(entries), null);
    }

    private void fail(List<Entry> failed, Exception cause) {
        boolean stop = false;
        gate.writeLock().lock();
        try {
            var behind = new ArrayList<Entry>();
            queue.drainTo(behind);
            stop = behind.remove(STOP);
            failed.addAll(behind);
            forget.run();
        } finally {
            gate.writeLock().unlock();
        }
        completer.complete(List.copyOf(failed), Failures.of(cause));
        if (stop) {
            queue.add(STOP);
        }
    }

    /** Commits what is queued, then ends both threads. Later changes are refused. */
    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(STOP);
        } finally {
            gate.writeLock().unlock();
        }
        Threads.join(thread);
        completer.close();
    }
}
