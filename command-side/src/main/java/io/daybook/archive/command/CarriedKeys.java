package io.daybook.archive.command;

import io.daybook.journal.KeyRing;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The keys that an archive brings along. They are looked at only. */
final class CarriedKeys implements KeyRing {
    private final Map<String, SecretKey> keys;

    CarriedKeys(Map<String, SecretKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    @Override
    public SecretKey keyFor(String stream) {
        SecretKey key = keys.get(stream);
        if (key == null) {
            throw new UnsupportedOperationException("no key of " + stream + " came along");
        }
        return key;
    }

    @Override
    public @Nullable SecretKey find(String stream) {
        return keys.get(stream);
    }

    @Override
    public boolean isDestroyed(String stream) {
        return false;
    }

    @Override
    public void destroy(String stream) {
        throw new UnsupportedOperationException("an archive is never changed");
    }

    @Override
    public void adopt(String stream, SecretKey key) {
        throw new UnsupportedOperationException("an archive is never changed");
    }

    @Override
    public void forget(String stream) {
        throw new UnsupportedOperationException("an archive is never changed");
    }
}
