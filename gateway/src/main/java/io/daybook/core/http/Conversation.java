package io.daybook.core.http;

/** What an endpoint does with a WebSocket. Runs on threads that may block, but for one method. */
public interface Conversation {
    /** The connection stands; called first. */
    void begin(Line line);

    /** A whole text message: well-formed UTF-8. The next one is read when this returns. */
    void hear(byte[] text);

    /** The client has taken all that was queued; may come at any time, and must not block. */
    void drained();

    /** Whether something heard is still to be answered. */
    boolean isBusy();

    /** The connection is no more; may come while something is heard. */
    void end();
}
