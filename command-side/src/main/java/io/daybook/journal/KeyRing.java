package io.daybook.journal;

import javax.crypto.SecretKey;

/** The keys of the streams of a journal, each under the master key: read, made and destroyed. */
public interface KeyRing extends StreamKeys {
    /**
     * The key of the stream; created, and durable before it is returned, when there is none yet.
     *
     * @throws StreamErased when the key was destroyed
     */
    SecretKey keyFor(String stream);

    /**
     * The same of a stream that has no events: what this node remembers may have been taken away or
     * replaced by another, together with a stream that was to come from elsewhere.
     */
    SecretKey keyForFirst(String stream);

    /**
     * Makes sure that the key is the one that is kept. Only for whoever has just made the first
     * event of the stream durable, sealed under it: nobody else can have begun the stream.
     */
    void keep(String stream, SecretKey key);

    boolean isDestroyed(String stream);

    /** Makes everything sealed under the stream's key unreadable for ever. */
    void destroy(String stream);

    /** Takes over the key of a stream that comes from elsewhere; durable when it returns. */
    void adopt(String stream, SecretKey key);

    /** Takes away the key of a stream that did not come after all: it may have another one day. */
    void forget(String stream);
}
