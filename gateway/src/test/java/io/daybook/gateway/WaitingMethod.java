package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** {@code Test/wait}: waits in the middle of a request until the test lets it go. */
final class WaitingMethod implements Method {
    private final Semaphore inside = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public String name() {
        return "Test/wait";
    }

    @Override
    public String capability() {
        return Capability.CORE;
    }

    @Override
    public List<Response> call(ObjectNode arguments, Call call) {
        inside.release();
        try {
            if (!gate.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody let it go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.of(new Response(name(), arguments));
    }

    /** Returns when so many calls wait. */
    void awaitCalls(int count) throws InterruptedException {
        assertThat(inside.tryAcquire(count, 1, TimeUnit.MINUTES)).isTrue();
    }

    /** All calls go on, and those that come later never wait. */
    void letGo() {
        gate.countDown();
    }
}
