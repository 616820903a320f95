package io.daybook.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A key ring whose keys are wrapped by a master key; recently used ones are kept in memory. */
public final class WrappedKeyRing implements KeyRing {
    private static final int CACHED = 20_000;
    private static final int STRIPES = 64;

    private final MasterKey master;
    private final WrappedKeys wrapped;
    private final Seal seal;
    private final boolean isAlone;
    private final Cache<String, SecretKey> cache;
    private final ReentrantLock[] stripes =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    /** For the only user of the wrapped keys. */
    public WrappedKeyRing(MasterKey master, WrappedKeys wrapped, Seal seal) {
        this(master, wrapped, seal, null);
    }

    /**
     * @param forgetAfter how long a key is remembered that another node may have destroyed
     *     meanwhile; null when there is no other
     */
    public WrappedKeyRing(
            MasterKey master, WrappedKeys wrapped, Seal seal, @Nullable Duration forgetAfter) {
        this.master = master;
        this.wrapped = wrapped;
        this.seal = seal;
        this.isAlone = forgetAfter == null;
        var builder = Caffeine.newBuilder().maximumSize(CACHED);
        if (forgetAfter != null) {
            builder.expireAfterWrite(forgetAfter);
        }
        cache = builder.build();
    }

    @Override
    public SecretKey keyFor(String stream) {
        SecretKey known = find(stream);
        if (known != null) {
            return known;
        }
        var lock = lock(stream);
        lock.lock();
        try {
            known = load(stream);
            return known == null ? create(stream) : known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SecretKey keyForFirst(String stream) {
        if (isAlone) {
            return keyFor(stream);
        }
        var lock = lock(stream);
        lock.lock();
        try {
            cache.invalidate(stream);
            SecretKey kept = load(stream);
            return kept == null ? create(stream) : kept;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void keep(String stream, SecretKey key) {
        if (isAlone) {
            return;
        }
        var lock = lock(stream);
        lock.lock();
        try {
            if (!key.equals(load(stream))) {
                put(stream, key);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable SecretKey find(String stream) {
        SecretKey cached = cache.getIfPresent(stream);
        if (cached != null) {
            return cached;
        }
        var lock = lock(stream);
        lock.lock();
        try {
            return load(stream);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isDestroyed(String stream) {
        if (cache.getIfPresent(stream) != null) {
            return false;
        }
        byte[] kept = wrapped.find(stream);
        return kept != null && kept.length == 0;
    }

    @Override
    public void destroy(String stream) {
        var lock = lock(stream);
        lock.lock();
        try {
            wrapped.destroy(stream);
            cache.invalidate(stream);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void adopt(String stream, SecretKey key) {
        var lock = lock(stream);
        lock.lock();
        try {
            put(stream, key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forget(String stream) {
        var lock = lock(stream);
        lock.lock();
        try {
            wrapped.remove(stream);
            cache.invalidate(stream);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable SecretKey load(String stream) {
        byte[] kept = wrapped.find(stream);
        return kept == null ? null : opened(stream, kept);
    }

    /** Another node may have made one at the same time: the first is the key. */
    private SecretKey create(String stream) {
        byte[] fresh = master.wrap(seal.newKey().getEncoded(), context(stream));
        return opened(stream, wrapped.create(stream, fresh));
    }

    private SecretKey opened(String stream, byte[] kept) {
        if (kept.length == 0) {
            throw new StreamErased(stream);
        }
        SecretKey key = Seal.key(master.unwrap(kept, context(stream)));
        cache.put(stream, key);
        return key;
    }

    private void put(String stream, SecretKey key) {
        wrapped.put(stream, master.wrap(key.getEncoded(), context(stream)));
        cache.put(stream, key);
    }

    private ReentrantLock lock(String stream) {
        return stripes[Math.floorMod(stream.hashCode(), STRIPES)];
    }

    private static byte[] context(String stream) {
        return ("stream " + stream).getBytes(StandardCharsets.UTF_8);
    }
}
