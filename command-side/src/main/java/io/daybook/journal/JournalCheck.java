package io.daybook.journal;

import java.util.Arrays;
import java.util.List;

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

    /** The chain holds, but the seal does not open. */
    public record Unreadable(long seq) implements Result {}

    /** The stream ends elsewhere than its head says. */
    public record HeadDiffers(long head, long last) implements Result {}

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
        boolean readable = !keys.isDestroyed(stream);
        byte[] previous = StoredEvent.start();
        long expected = 0;
        for (List<StoredEvent> some = events.read(stream, 0);
                !some.isEmpty();
                some = events.read(stream, expected)) {
            for (StoredEvent event : some) {
                if (event.seq() != expected) {
                    return new Gap(expected, event.seq());
                }
                byte[] hash = StoredEvent.chain(previous, stream, expected, event.sealed());
                if (!Arrays.equals(hash, event.hash())) {
                    return new ChainBroken(expected);
                }
                if (readable && !opens(event)) {
                    return new Unreadable(expected);
                }
                previous = hash;
                expected++;
            }
        }
        return atEnd(stream, expected, previous, readable);
    }

    private Result atEnd(String stream, long count, byte[] last, boolean readable) {
        var head = events.head(stream);
        long seq = head == null ? -1 : head.seq();
        if (seq != count - 1) {
            return new HeadDiffers(seq, count - 1);
        }
        return head == null || Arrays.equals(head.hash(), last)
                ? new Sound(count, readable)
                : new ChainBroken(seq);
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
