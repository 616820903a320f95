package io.daybook.view;

/**
 * How far rows have come in their stream.
 *
 * @param seq the last event that is wholly in the rows, or -1
 * @param part how many records of the event after it are in the rows already, 0 for none: a bulk
 *     event is written in parts
 */
public record Version(long seq, int part) {
    public static final Version NONE = new Version(-1, 0);

    public static Version of(long seq) {
        return new Version(seq, 0);
    }

    /** Whether everything that is in the rows of {@code other} is in these too. */
    public boolean hasComeAsFarAs(Version other) {
        return seq > other.seq || (seq == other.seq && part >= other.part);
    }
}
