package io.daybook.journal.engine;

import io.daybook.journal.KeyRing;
import javax.crypto.SecretKey;

/** One key for all streams, which is never destroyed. */
record OneKey(SecretKey key) implements KeyRing {
    @Override
    public SecretKey find(String stream) {
        return key;
    }

    @Override
    public SecretKey keyFor(String stream) {
        return key;
    }

    @Override
    public SecretKey keyForFirst(String stream) {
        return key;
    }

    @Override
    public void keep(String stream, SecretKey other) {}

    @Override
    public boolean isDestroyed(String stream) {
        return false;
    }

    @Override
    public void destroy(String stream) {}

    @Override
    public void adopt(String stream, SecretKey other) {}

    @Override
    public void forget(String stream) {}
}
