package io.daybook.core.codec;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw deflate (RFC 1951) at its fastest, in one piece. Each deflater sets aside a quarter of a
 * megabyte outside the heap, so that making one takes longer than a message does: a few are kept.
 */
public final class Deflated {
    private static final int KEPT = 8;
    private static final ArrayBlockingQueue<Deflater> DEFLATERS = new ArrayBlockingQueue<>(KEPT);
    private static final ArrayBlockingQueue<Inflater> INFLATERS = new ArrayBlockingQueue<>(KEPT);

    /** Octets within an array. */
    public record Range(byte[] octets, int from, int length) {}

    private Deflated() {}

    /**
     * Deflates {@code plain} into {@code into}.
     *
     * @param dictionary may be empty
     * @return how many octets it takes, 0 when it does not fit
     */
    public static int deflate(Range plain, byte[] dictionary, Range into) {
        var kept = DEFLATERS.poll();
        var deflater = kept == null ? new Deflater(Deflater.BEST_SPEED, true) : kept;
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(plain.octets(), plain.from(), plain.length());
            deflater.finish();
            int length = deflater.deflate(into.octets(), into.from(), into.length());
            return deflater.finished() ? length : 0;
        } finally {
            deflater.reset();
            if (!DEFLATERS.offer(deflater)) {
                deflater.end();
            }
        }
    }

    /**
     * Fills {@code plain} from what {@link #deflate} made with the same dictionary.
     *
     * @return whether it was filled; false when the octets end early or are damaged
     */
    public static boolean inflate(Range deflated, byte[] dictionary, byte[] plain) {
        var kept = INFLATERS.poll();
        var inflater = kept == null ? new Inflater(true) : kept;
        try {
            if (dictionary.length > 0) {
                inflater.setDictionary(dictionary);
            }
            inflater.setInput(deflated.octets(), deflated.from(), deflated.length());
            return inflater.inflate(plain) == plain.length;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.reset();
            if (!INFLATERS.offer(inflater)) {
                inflater.end();
            }
        }
    }
}
