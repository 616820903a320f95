package io.daybook.journal.engine;

import io.daybook.journal.OpenedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Queues appends in {@link Lanes}. What is appended to one stream is there as a whole or not at
 * all; an append to several streams, which no aggregate of ours makes, may succeed in some of them.
 */
public final class LaneQueue implements AppendQueue {
    private static final String FAILURES = LaneQueue.class.getName() + ":";

    private final Appender appender;
    private final Lanes lanes;

    public LaneQueue(Appender appender, Lanes lanes) {
        this.appender = appender;
        this.lanes = lanes;
    }

    @Override
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

    /** {@inheritDoc} Events of several streams are appended stream by stream. */
    @Override
    public CompletableFuture<Void> append(List<OpenedEvent> events) {
        var byStream = new LinkedHashMap<String, List<OpenedEvent>>();
        events.forEach(event ->
                byStream.computeIfAbsent(event.stream(), any -> new ArrayList<>()).add(event));
        return CompletableFuture.allOf(
                byStream.entrySet().stream()
                        .map(one -> appender.append(one.getValue(), seen(one.getKey())))
                        .toArray(CompletableFuture[]::new));
    }

    @Override
    public @Nullable CompletableFuture<Void> pending(String stream) {
        return lanes.pending(stream);
    }
}
