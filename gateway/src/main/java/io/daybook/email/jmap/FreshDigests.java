package io.daybook.email.jmap;

import io.daybook.blob.LinkedBlobs;
import io.daybook.core.BlobId;
import java.util.HashMap;
import java.util.Map;

/** Digests that were just made, kept beside their messages many at a time. */
final class FreshDigests {
    /** Octets that wait to be written, at most, but for the last digest. */
    private static final long MOST = 4 << 20;

    private final LinkedBlobs messages;
    private Map<BlobId, byte[]> waiting = new HashMap<>();
    private long octets;

    FreshDigests(LinkedBlobs messages) {
        this.messages = messages;
    }

    /** Safe for several threads; one of them writes what waits when it is much. */
    void add(BlobId message, byte[] digest) {
        boolean isMuch;
        synchronized (this) {
            waiting.put(message, digest);
            octets += digest.length;
            isMuch = octets > MOST;
        }
        if (isMuch) {
            write();
        }
    }

    /** Writes what waits. */
    void write() {
        var taken = take();
        if (!taken.isEmpty()) {
            messages.putBeside(Digests.NAME, taken);
        }
    }

    private synchronized Map<BlobId, byte[]> take() {
        var taken = waiting;
        waiting = new HashMap<>();
        octets = 0;
        return taken;
    }
}
