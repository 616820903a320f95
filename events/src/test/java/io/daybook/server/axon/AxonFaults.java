package io.daybook.server.axon;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Sees what the stand-in is asked, holds appends back, and lets calls end in an unclear way. */
public final class AxonFaults {
    /** So many appends reach the server, are not carried out and end with their connection. */
    public final AtomicInteger lostRequests = new AtomicInteger();

    /** So many appends are carried out and end with their connection before the answer. */
    public final AtomicInteger lostAnswers = new AtomicInteger();

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Boolean> cutAfter = ThreadLocal.withInitial(() -> false);
    private volatile Runnable cut = () -> {};
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** What was asked, in order, but for what goes on for ever. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void forget() {
        calls.clear();
    }

    /** Appends wait from now on. */
    public void stop() {
        held = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /** Waits until an append waits. */
    public void awaitHeld() throws InterruptedException {
        held.await();
    }

    public void go() {
        gate.countDown();
    }

    /** What ends all connections. */
    void cutWith(Runnable cut) {
        this.cut = cut;
    }

    void called(String name) {
        calls.add(name);
    }

    /** Before an append is carried out; whether it is to be. */
    boolean before() {
        held.countDown();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (isOne(lostRequests)) {
            cut.run();
            return false;
        }
        cutAfter.set(isOne(lostAnswers));
        return true;
    }

    /** After an append was carried out. */
    void after() {
        if (cutAfter.get()) {
            cut.run();
        }
    }

    private static boolean isOne(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
