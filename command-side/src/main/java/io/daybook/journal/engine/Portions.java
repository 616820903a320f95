package io.daybook.journal.engine;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Numbered elements, read a portion at a time when the one before is used up. The portions grow:
 * who wants one event does not pay for hundreds. At the end it looks again each time it is asked:
 * Axon goes on with a stream of events that has ended for a while.
 */
public final class Portions<T> implements Spliterator<T> {
    private static final int FIRST = 16;
    private static final int GROWTH = 8;

    /** Reads elements from a number on, at most so many. */
    public interface Portion<T> {
        List<T> read(long from, int most);
    }

    private final Portion<T> portion;
    private final ToLongFunction<T> number;
    private final long last;
    private final int greatest;
    private int most = FIRST;
    private Iterator<T> elements = Collections.emptyIterator();
    private long next;

    private Portions(
            long first, long last, int greatest, Portion<T> portion, ToLongFunction<T> number) {
        this.portion = portion;
        this.number = number;
        this.last = last;
        this.greatest = greatest;
        next = first;
    }

    /**
     * The elements numbered from {@code first} to {@code last}, never more than {@code greatest} of
     * them in memory.
     */
    public static <T> Stream<T> stream(
            long first, long last, int greatest, Portion<T> portion, ToLongFunction<T> number) {
        return StreamSupport.stream(new Portions<>(first, last, greatest, portion, number), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!elements.hasNext() && next <= last) {
            elements = portion.read(next, most).iterator();
            most = Math.min(greatest, most * GROWTH);
        }
        if (!elements.hasNext()) {
            return false;
        }
        T element = elements.next();
        if (number.applyAsLong(element) > last) {
            elements = Collections.emptyIterator();
            next = Long.MAX_VALUE;
            return false;
        }
        next = number.applyAsLong(element) + 1;
        action.accept(element);
        return true;
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
