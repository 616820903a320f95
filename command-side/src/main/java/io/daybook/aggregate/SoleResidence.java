package io.daybook.aggregate;

import io.daybook.core.DiskThreads;
import io.daybook.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one aggregate of a type that has a single stream, kept once it was loaded: its stream grows,
 * its state does not.
 */
public final class SoleResidence<T> implements Residence<T> {
    private final Journal journal;
    private final Function<String, T> loader;
    private final ToLongFunction<T> head;
    private volatile @Nullable Resident<T> resident;

    /**
     * @param durable when all that the aggregate took is durable
     */
    private record Resident<T>(String stream, T aggregate, CompletableFuture<Void> durable) {}

    /**
     * @param loader makes the aggregate of a stream; may read the disk
     * @param head the last event that an aggregate has taken, or -1
     */
    public SoleResidence(Journal journal, Function<String, T> loader, ToLongFunction<T> head) {
        this.journal = journal;
        this.loader = loader;
        this.head = head;
    }

    @Override
    public T enter(String stream) {
        Resident<T> known = resident;
        if (known != null) {
            return known.aggregate();
        }
        journal.awaitQuiet(stream);
        T loaded = DiskThreads.call(() -> loader.apply(stream));
        resident = new Resident<>(stream, loaded, CompletableFuture.completedFuture(null));
        return loaded;
    }

    @Override
    public long head(T aggregate) {
        return head.applyAsLong(aggregate);
    }

    @Override
    public void appended(String stream, T aggregate, CompletableFuture<Void> durable) {
        if (isResident(aggregate)) {
            resident = new Resident<>(stream, aggregate, durable);
        }
    }

    @Override
    public CompletableFuture<Void> pending(T aggregate) {
        Resident<T> known = resident;
        if (known == null || known.aggregate() != aggregate) {
            return CompletableFuture.completedFuture(null);
        }
        if (!known.durable().isDone() || known.durable().isCompletedExceptionally()) {
            // When it becomes durable, that proves what was seen.
            return known.durable();
        }
        return journal.confirmEnd(known.stream(), head(aggregate))
                .whenComplete((end, failure) -> {
                    if (failure != null) {
                        failed(known.stream(), aggregate);
                    }
                });
    }

    @Override
    public void failed(String stream, T aggregate) {
        if (isResident(aggregate)) {
            resident = null;
        }
    }

    private boolean isResident(T aggregate) {
        Resident<T> known = resident;
        return known != null && known.aggregate() == aggregate;
    }
}
