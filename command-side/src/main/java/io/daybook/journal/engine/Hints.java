package io.daybook.journal.engine;

import io.daybook.core.StreamHeads.Subscription;
import io.daybook.core.StreamHeads.Visitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners on a thread of its own that streams have moved. Of each stream only the newest
 * head waits to be told, and of too many streams none more: a hint may be lost.
 */
public final class Hints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);
    private static final int STREAMS = 100_000;

    private final List<Visitor> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "daybook-journal-hints");
    private Map<String, Long> waiting = new LinkedHashMap<>();
    private boolean closed;

    public Hints() {
        thread.setDaemon(true);
        thread.start();
    }

    public Subscription listen(Visitor listener) {
        // A wrapper of its own, so that a listener that subscribes twice unsubscribes once.
        Visitor own = listener::visit;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Events of no aggregate are of no stream: nobody is told. */
    public synchronized void moved(String stream, long head) {
        if (stream.equals(EventMessages.NO_STREAM)) {
            return;
        }
        if (waiting.size() < STREAMS || waiting.containsKey(stream)) {
            boolean isFirst = waiting.isEmpty();
            waiting.put(stream, head);
            if (isFirst) {
                notifyAll();
            }
        }
    }

    private void run() {
        for (var moved = take(); !moved.isEmpty(); moved = take()) {
            for (Visitor listener : listeners) {
                moved.forEach((stream, head) -> tell(listener, stream, head));
            }
        }
    }

    private static void tell(Visitor listener, String stream, long head) {
        try {
            listener.visit(stream, head);
        } catch (RuntimeException e) {
            // Whatever it was, the other listeners are told; a sweep makes up for the lost hint.
            LOG.warn("a listener failed on the hint that {} moved to {}", stream, head, e);
        }
    }

    /** What has moved; empty at the end. */
    private synchronized Map<String, Long> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody ends this thread but close().
                continue;
            }
        }
        var taken = waiting;
        waiting = new LinkedHashMap<>();
        return closed ? Map.of() : taken;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Threads.join(thread);
    }
}
