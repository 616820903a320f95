package io.daybook.journal;

import io.daybook.journal.StoredEvents.Head;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Proves a stream over its stored octets, before any upcasting. */
public final class JournalCheck {
    /** What is true of a stream. */
    public sealed interface Result {}

    /**
     * @param readable false when its key was destroyed: then the chain alone was proved
     */
    public record Sound(long events, boolean readable) implements Result {}

    /** An event is missing: {@code found} stands where {@code expected} should. */
    public record Gap(long expected, long found) implements Result {}

    /** The octets, the hash or the place of this event are not what was appended. */
    public record ChainBroken(long seq) implements Result {}

    /** What was appended as {@code seq} stands at {@code place}: the order is another one. */
    public record Misplaced(long seq, long place) implements Result {}

    /** The chain holds, but the seal does not open. */
    public record Unreadable(long seq) implements Result {}

    /** The stream ends elsewhere than its head says. */
    public record HeadDiffers(long head, long last) implements Result {}

    /**
     * The chain holds, but an event after {@code after}, and not after {@code upTo}, is not the one
     * that was there when an anchor was made.
     */
    public record Rewritten(long after, long upTo) implements Result {}

    /** The stream ended at {@code anchored} or later once, and now at {@code last}. */
    public record CutShort(long anchored, long last) implements Result {}

    private final StoredEvents events;
    private final KeyRing keys;
    private final Sealer sealer;

    public JournalCheck(StoredEvents events, KeyRing keys, Sealer sealer) {
        this.events = events;
        this.keys = keys;
        this.sealer = sealer;
    }

    /** The first thing wrong with the stream, or that it is sound. */
    public Result verify(String stream) {
        return verify(stream, Collections.emptyNavigableMap(), _ -> {});
    }

    /**
     * The first thing wrong with the stream, or that it is sound and what it was.
     *
     * @param anchored the hashes that its chain had at some events
     * @param progress told now and then how many events were looked at since
     */
    public Result verify(
            String stream, NavigableMap<Long, byte[]> anchored, LongConsumer progress) {
        return new Walk(stream, anchored).go(progress);
    }

    /** From the first event of a stream to its last. */
    private final class Walk {
        private final String stream;
        private final boolean readable;
        private final NavigableMap<Long, byte[]> anchored;
        private byte[] previous = StoredEvent.start();
        private long expected;
        private long proved = -1;

        Walk(String stream, NavigableMap<Long, byte[]> anchored) {
            this.stream = stream;
            this.readable = !keys.isDestroyed(stream);
            this.anchored = new TreeMap<>(anchored);
        }

        Result go(LongConsumer progress) {
            Head before = events.head(stream);
            for (List<StoredEvent> some = events.read(stream, 0);
                    !some.isEmpty();
                    some = events.read(stream, expected)) {
                for (StoredEvent event : some) {
                    var wrong = wrong(event);
                    if (wrong != null) {
                        return wrong;
                    }
                    if (isOtherwise(before)) {
                        return new ChainBroken(event.seq());
                    }
                }
                progress.accept(some.size());
            }
            return atEnd(before);
        }

        /** Whether the stream was said to be here, and with another hash. */
        private boolean isOtherwise(@Nullable Head head) {
            return head != null
                    && head.seq() == expected - 1
                    && !Arrays.equals(head.hash(), previous);
        }

        private @Nullable Result wrong(StoredEvent event) {
            if (event.seq() != expected) {
                return new Gap(expected, event.seq());
            }
            byte[] hash = StoredEvent.chain(previous, stream, expected, event.sealed());
            if (!Arrays.equals(hash, event.hash())) {
                return broken();
            }
            byte[] then = anchored.remove(expected);
            if (then != null && !Arrays.equals(then, hash)) {
                return new Rewritten(proved, expected);
            }
            if (readable && !opens(event)) {
                return new Unreadable(expected);
            }
            proved = then == null ? proved : expected;
            previous = hash;
            expected++;
            return null;
        }

        /** Looks for the event that belongs where the chain breaks. */
        private Result broken() {
            for (List<StoredEvent> some = events.read(stream, expected);
                    !some.isEmpty();
                    some = events.read(stream, some.getLast().seq() + 1)) {
                for (StoredEvent event : some) {
                    byte[] hash = StoredEvent.chain(previous, stream, expected, event.sealed());
                    if (Arrays.equals(hash, event.hash())) {
                        return new Misplaced(expected, event.seq());
                    }
                }
            }
            return new ChainBroken(expected);
        }

        /**
         * Whoever appends meanwhile moves the head on: what was the head before the events were
         * read is among them, and what is the head now is not before the last of them.
         */
        private Result atEnd(@Nullable Head before) {
            if (!anchored.isEmpty()) {
                return new CutShort(anchored.lastKey(), expected - 1);
            }
            if (seq(before) > expected - 1) {
                return new HeadDiffers(seq(before), expected - 1);
            }
            Head now = events.head(stream);
            if (seq(now) < expected - 1) {
                return new HeadDiffers(seq(now), expected - 1);
            }
            return isOtherwise(now) ? new ChainBroken(seq(now)) : new Sound(expected, readable);
        }

        private static long seq(@Nullable Head head) {
            return head == null ? -1 : head.seq();
        }
    }

    private boolean opens(StoredEvent event) {
        try {
            sealer.open(event);
            return true;
        } catch (SealBroken e) {
            return false;
        }
    }
}
