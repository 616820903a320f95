package io.daybook.gateway;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.node.ObjectNode;

/** Core/pause: answers when the test says so. */
public final class Pausing implements Method {
    private final CountDownLatch on = new CountDownLatch(1);
    private final Semaphore paused = new Semaphore(0);

    public void goOn() {
        on.countDown();
    }

    /** Returns when so many calls wait. */
    public void awaitPaused(int calls) {
        paused.acquireUninterruptibly(calls);
        paused.release(calls);
    }

    @Override
    public String name() {
        return "Core/pause";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode arguments, Call call) {
        paused.release();
        try {
            on.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return List.of(new Response(name(), arguments));
    }
}
