package io.daybook.journal.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.daybook.core.StreamHeads.Visitor;
import io.daybook.core.Unavailable;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import io.daybook.journal.engine.Hints;
import io.daybook.journal.engine.StreamRegistry.Opened;
import io.daybook.journal.engine.Threads;
import io.daybook.journal.engine.Turns;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from where the index of ends is: Axon Server sends every event as soon as it is
 * there. So this node hears which streams the others move, and knows where all streams end.
 */
final class GlobalFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GlobalFeed.class);

    /** Events on their way to this node, at most. */
    private static final int BUFFER = 1_024;

    private static final int REFILL = 256;
    private static final long LOOK_MILLIS = 200;
    private static final long GONE_MILLIS = 500;

    private final Supplier<EventChannel> channel;
    private final MovedHeads heads;
    private final Hints hints;
    private final String node;
    private final List<Visitor> listeners = new CopyOnWriteArrayList<>();
    private final Turns turns = new Turns();
    private final Thread thread = Thread.ofVirtual().name("daybook-log-feed").unstarted(this::run);

    /** The last event that was there when this node came. */
    private long past = -1;

    GlobalFeed(Supplier<EventChannel> channel, MovedHeads heads, Hints hints, String node) {
        this.channel = channel;
        this.heads = heads;
        this.hints = hints;
        this.node = node;
    }

    /** Calls the listener, on the thread that follows, for every event of another node. */
    void listen(Visitor listener) {
        listeners.add(listener);
    }

    /**
     * Hints are given of what comes from now on: who starts looks at all streams anyway.
     *
     * @param last the last event that is there
     */
    void start(long last) {
        past = last;
        thread.start();
    }

    private void run() {
        boolean isThere = true;
        while (turns.next(isThere ? 0 : GONE_MILLIS)) {
            try (EventStream stream =
                    channel.get().openStream(heads.position(), BUFFER, REFILL, true)) {
                isThere = true;
                follow(stream);
            } catch (StreamClosedException
                    | AxonServerException
                    | StatusRuntimeException
                    | Unavailable e) {
                isThere = false;
                LOG.debug("The log is not followed now: {}", e.getMessage());
            } catch (JournalFailure e) {
                isThere = false;
                LOG.error("The log cannot be followed: {}", e.getMessage());
            } catch (InterruptedException e) {
                // Nobody ends this thread but close().
                isThere = false;
            } catch (RuntimeException e) {
                isThere = false;
                LOG.error("Following the log failed; it goes on", e);
            }
        }
    }

    private void follow(EventStream stream) throws InterruptedException {
        while (turns.next(0)) {
            EventWithToken next = stream.nextIfAvailable(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (next != null) {
                take(next.getToken(), next.getEvent());
            } else if (stream.isClosed()) {
                throw new Unavailable("Axon Server has ended the stream of events");
            }
        }
    }

    private void take(long token, Event event) {
        String aggregate = event.getAggregateIdentifier();
        if (Places.isOpening(aggregate)) {
            for (Opened one : OpeningForm.decode(event)) {
                moved(token, one.stream(), one.head(), event);
            }
        } else {
            String stream = Places.stream(aggregate);
            if (stream != null && !EventForm.arrives(event)) {
                StoredEvent stored = EventForm.decode(stream, event);
                moved(token, stream, new Head(stored.seq(), stored.hash()), event);
            }
        }
        heads.reached(token);
    }

    private void moved(long token, String stream, Head head, Event event) {
        if (head.seq() < 0) {
            return;
        }
        heads.moved(token, stream, head);
        if (token > past && !EventForm.isOf(node, event)) {
            hints.moved(stream, head.seq());
            listeners.forEach(it -> it.visit(stream, head.seq()));
        }
    }

    @Override
    public void close() {
        turns.end();
        if (thread.getState() != Thread.State.NEW) {
            Threads.join(thread);
        }
    }
}
