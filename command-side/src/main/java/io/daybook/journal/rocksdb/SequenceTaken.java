package io.daybook.journal.rocksdb;

/** Somebody else has written this place of the stream, or the place before it is empty. */
final class SequenceTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SequenceTaken(String stream, long seq, long last) {
        super(stream + " ends at " + last + ": " + seq + " is not its next event");
    }

    SequenceTaken(String repeatedId) {
        super("two events of one append have the identifier " + repeatedId);
    }
}
