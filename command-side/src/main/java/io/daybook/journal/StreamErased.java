package io.daybook.journal;

/** The key of the stream was destroyed: its events can never be read or added to again. */
public final class StreamErased extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StreamErased(String stream) {
        super("the stream " + stream + " was erased: its key is destroyed");
    }
}
