package io.daybook.submission.relay.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a socket when what is waited for does not come in time, however slowly octets go on
 * trickling in.
 */
final class Deadline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

    private final ScheduledExecutorService timer;
    private final Socket socket;
    private @Nullable ScheduledFuture<?> alarm;

    Deadline(ScheduledExecutorService timer, Socket socket) {
        this.timer = timer;
        this.socket = socket;
    }

    /** Allows this much time from now on. */
    synchronized void allow(Duration time) {
        close();
        alarm = timer.schedule(this::cut, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection to the smart host could not be closed.", e);
        }
    }

    @Override
    public synchronized void close() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
