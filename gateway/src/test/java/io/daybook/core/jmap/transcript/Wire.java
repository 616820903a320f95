package io.daybook.core.jmap.transcript;

/** How the requests of a transcript reach the server. */
public enum Wire {
    /** Each by a POST (RFC 8620 section 3.1). */
    HTTP,
    /** All over one WebSocket (RFC 8887). */
    WEBSOCKET
}
