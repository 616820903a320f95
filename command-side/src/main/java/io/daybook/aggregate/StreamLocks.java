package io.daybook.aggregate;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One lock for each stream that is being worked on; first come, first served. */
final class StreamLocks {
    private final ConcurrentHashMap<String, Held> locks = new ConcurrentHashMap<>();

    private static final class Held {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    void lock(String stream) {
        Held held =
                locks.compute(
                        stream,
                        (any, known) -> {
                            Held entry = known == null ? new Held() : known;
                            entry.users++;
                            return entry;
                        });
        held.lock.lock();
    }

    void unlock(String stream) {
        locks.computeIfPresent(
                stream,
                (any, held) -> {
                    held.lock.unlock();
                    held.users--;
                    return held.users == 0 ? null : held;
                });
    }

    /** Locks that somebody holds or waits for. */
    int size() {
        return locks.size();
    }
}
