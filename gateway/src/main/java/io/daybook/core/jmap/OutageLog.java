package io.daybook.core.jmap;

import io.daybook.core.Unavailable;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Warns of what could not be answered because something was away. An outage fails every request in
 * the same way, so only the first in {@link #WINDOW} is told, and with the next one how many were
 * not; those are told at the level DEBUG. Any thread may warn.
 */
public final class OutageLog {
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Logger log;
    private final LongSupplier nanoTime;
    private long until;
    private long untold;
    private boolean begun;

    public OutageLog(Logger log) {
        this(log, System::nanoTime);
    }

    OutageLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * @param request its id
     * @param what was asked for, such as a path or the name of a method
     */
    public void warn(String request, String what, Unavailable cause) {
        long others = others();
        if (others < 0) {
            log.debug("{} {}: {}", request, what, cause.getMessage());
        } else if (others == 0) {
            log.warn("{} {}: {}", request, what, cause.getMessage());
        } else {
            log.warn(
                    "{} {}: {} (and {} more that could not be answered since the last such line)",
                    request,
                    what,
                    cause.getMessage(),
                    others);
        }
    }

    /** How many were not told before this one, which is; -1 if this one is not told either. */
    private synchronized long others() {
        long now = nanoTime.getAsLong();
        if (begun && now - until < 0) {
            untold++;
            return -1;
        }
        begun = true;
        until = now + WINDOW.toNanos();
        long others = untold;
        untold = 0;
        return others;
    }
}
