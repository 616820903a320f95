package io.daybook.importer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Set once, when the user wants to stop; ends every waiting. */
public final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    public void set() {
        latch.countDown();
    }

    boolean isSet() {
        return latch.getCount() == 0;
    }

    /**
     * @throws InterruptedException when the signal is set meanwhile
     */
    void sleep(Duration duration) throws InterruptedException {
        if (latch.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("stopped by the user");
        }
    }
}
