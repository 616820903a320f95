/** JMAP over WebSocket (RFC 8887): requests and push notifications on one connection. */
@NullMarked
package io.daybook.websocket.jmap;

import org.jspecify.annotations.NullMarked;
