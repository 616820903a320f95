package io.daybook.journal;

import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The keys of streams, each under the master key. */
public interface KeyRing {
    /**
     * The key of the stream; created, and durable before it is returned, when there is none yet.
     *
     * @throws StreamErased when the key was destroyed
     */
    SecretKey keyFor(String stream);

    /**
     * The key of the stream, or null when it never had one.
     *
     * @throws StreamErased when the key was destroyed
     */
    @Nullable SecretKey find(String stream);

    boolean isDestroyed(String stream);

    /** Makes everything sealed under the stream's key unreadable for ever. */
    void destroy(String stream);

    /** Takes over the key of a stream that comes from elsewhere; durable when it returns. */
    void adopt(String stream, SecretKey key);

    /** Takes away the key of a stream that did not come after all: it may have another one day. */
    void forget(String stream);
}
