package io.daybook.importer;

import java.time.Duration;
import java.util.Optional;

/** What came of one HTTP request. */
sealed interface HttpReply {
    /** The server answered. */
    record Answered(int status, byte[] body, Optional<Duration> retryAfter) implements HttpReply {
        boolean ok() {
            return status / 100 == 2;
        }

        /** Whether the same request may fare better later. */
        boolean passing() {
            return status == 429 || status == 408 || status >= 500;
        }
    }

    /**
     * No answer came.
     *
     * @param sent whether the server may have acted on the request all the same
     */
    record Lost(String reason, boolean sent) implements HttpReply {}
}
