package io.daybook.push.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.State;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The listeners of one account, and how far they were told. */
final class Watch {
    private final AccountId account;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile long told = -1;
    private volatile long toldAt = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);

    Watch(AccountId account) {
        this.account = account;
    }

    AccountId account() {
        return account;
    }

    Set<Listener> listeners() {
        return listeners;
    }

    /** The sequence number up to which everybody was told. */
    long told() {
        return told;
    }

    long millisSinceTold() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldAt);
    }

    /** Whether nobody else has woken it. */
    boolean wake() {
        return woken.compareAndSet(false, true);
    }

    /** Looks once and tells everybody. */
    void tell(LongSupplier head, Supplier<Map<DataType, State>> look) {
        asking.lock();
        try {
            woken.set(false);
            long at = head.getAsLong();
            Map<DataType, State> states = look.get();
            told = at;
            toldAt = System.nanoTime();
            listeners.forEach(listener -> listener.offer(account, states));
        } finally {
            asking.unlock();
        }
    }
}
