package io.daybook.journal.engine;

import io.daybook.journal.CommitTicket;
import io.daybook.journal.OpenedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Appends what Axon brings, as its unit of work says: at once, or following its ticket. */
public final class EngineAppends {
    private static final String FAILURES = EngineAppends.class.getName() + ":";

    private final Appender appender;
    private final Lanes lanes;

    public EngineAppends(Appender appender, Lanes lanes) {
        this.appender = appender;
        this.lanes = lanes;
    }

    /** A unit of work begins to look at the stream ({@link io.daybook.journal.Journal#begin}). */
    public void begin(UnitOfWork<?> work, String stream) {
        work.root().resources().put(FAILURES + stream, lanes.failures(stream));
    }

    private long seen(String stream) {
        Long seen =
                CurrentUnitOfWork.isStarted()
                        ? CurrentUnitOfWork.get().root().getResource(FAILURES + stream)
                        : null;
        return seen == null ? lanes.failures(stream) : seen;
    }

    /**
     * Returns when the events are durable, or queued when the unit of work carries a {@link
     * CommitTicket}. Events of several streams are appended stream by stream.
     */
    public void append(List<OpenedEvent> events) {
        CommitTicket ticket = CommitTicket.current();
        CompletableFuture<Void> durable = queue(events);
        if (ticket == null) {
            await(durable);
        } else {
            ticket.follow(durable);
        }
    }

    private CompletableFuture<Void> queue(List<OpenedEvent> events) {
        var byStream = new LinkedHashMap<String, List<OpenedEvent>>();
        events.forEach(event ->
                byStream.computeIfAbsent(event.stream(), any -> new ArrayList<>()).add(event));
        return CompletableFuture.allOf(
                byStream.entrySet().stream()
                        .map(one -> appender.append(one.getValue(), seen(one.getKey())))
                        .toArray(CompletableFuture[]::new));
    }

    private static void await(CompletableFuture<Void> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits until nothing of the stream is queued. */
    public void awaitQuiet(String stream) {
        for (var pending = lanes.pending(stream);
                pending != null;
                pending = lanes.pending(stream)) {
            // A failure is told to whoever appended; here it only means that it is over.
            pending.handle((done, failure) -> Boolean.TRUE).join();
        }
    }
}
