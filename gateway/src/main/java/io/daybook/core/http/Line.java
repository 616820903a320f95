package io.daybook.core.http;

/**
 * An open WebSocket (RFC 6455) as an endpoint sees it. Nothing here blocks; anything may be called
 * on any thread, after the end too.
 */
public interface Line {
    /** Queues a text message: UTF-8 octets, which belong to the line from now on. */
    void send(byte[] text);

    /** Whether the client has taken all that was queued. */
    boolean isIdle();

    /**
     * Says goodbye with a code of RFC 6455 section 7.4.1 and ends the connection.
     *
     * @param reason shown to the developer of the client: at most 120 ASCII characters
     */
    void close(int code, String reason);
}
