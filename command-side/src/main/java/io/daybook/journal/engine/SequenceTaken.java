package io.daybook.journal.engine;

/** Somebody else has written this place of the stream, or the place before it is empty. */
public final class SequenceTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SequenceTaken(String stream, long seq, long last) {
        super(stream + " ends at " + last + ": " + seq + " is not its next event");
    }

    public SequenceTaken(String repeatedId) {
        super("two events of one append have the identifier " + repeatedId);
    }
}
