package io.daybook.core.codec;

/** Stored bytes that are not what the codec wrote: damage, or a newer layout. */
public final class MalformedRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRecord(String message) {
        super(message);
    }
}
