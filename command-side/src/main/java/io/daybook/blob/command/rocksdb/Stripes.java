package io.daybook.blob.command.rocksdb;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Locks by content hash: while one is held, no link of its blobs comes or goes, and no blob of it
 * is deleted.
 */
final class Stripes {
    private static final int COUNT = 1024;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toArray(ReentrantLock[]::new);

    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    Held hold(byte[] hash) {
        ReentrantLock lock = locks[Math.floorMod(ByteBuffer.wrap(hash).getInt(), COUNT)];
        lock.lock();
        return lock::unlock;
    }
}
