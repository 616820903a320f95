package io.daybook.health;

import io.daybook.core.GetFollowers;
import io.daybook.core.GetFollowers.Standing;
import io.daybook.core.jmap.Bus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the views were when somebody looked last. A look visits every stream, so it is made on
 * the side, and at most every minute; nobody waits for it.
 */
final class Lag {
    private static final Logger LOG = LoggerFactory.getLogger(Lag.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Bus bus;
    private final Executor threads;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private final AtomicReference<Seen> seen = new AtomicReference<>();

    private record Seen(List<Standing> followers, long at) {}

    Lag(Bus bus, Executor threads) {
        this.bus = bus;
        this.threads = threads;
    }

    /** Empty until the first look has ended. */
    List<Standing> followers() {
        Seen last = seen.get();
        boolean isOld = last == null || System.nanoTime() - last.at() > EVERY.toNanos();
        if (isOld && isLooking.compareAndSet(false, true)) {
            threads.execute(this::look);
        }
        return last == null ? List.of() : last.followers();
    }

    private void look() {
        try {
            var answer = bus.query(new GetFollowers(), GetFollowers.Followers.class);
            seen.set(new Seen(answer.followers(), System.nanoTime()));
        } catch (RuntimeException e) {
            LOG.debug("nobody can say how far the views are", e);
        } finally {
            isLooking.set(false);
        }
    }
}
