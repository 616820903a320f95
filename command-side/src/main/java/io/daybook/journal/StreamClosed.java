package io.daybook.journal;

/** Nobody may append to the stream: it is just coming into this journal, or leaving it. */
public final class StreamClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StreamClosed(String stream) {
        super("nothing is appended to " + stream + " now: it is on its way");
    }
}
