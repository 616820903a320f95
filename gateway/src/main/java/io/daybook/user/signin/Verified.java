package io.daybook.user.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.core.SeenHeads;
import io.daybook.core.StreamHeads;
import io.daybook.core.http.SignedIn;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Headers that were verified a short while ago, by a keyed hash: the memory of the process holds no
 * password, and the key dies with it.
 */
final class Verified {
    private static final String MAC = "HmacSHA256";
    private static final int REMEMBERED = 50_000;
    private static final int MOST_ACCOUNTS = 8;
    private static final Duration SHORT_WHILE = Duration.ofMinutes(10);

    private final SecretKeySpec secret;
    private final Cache<Key, Entry> entries;

    /** The keyed hash of a header. */
    record Key(ByteBuffer hash) {}

    private record Entry(SignedIn user, long head) {}

    Verified(Clock clock, RandomGenerator random) {
        byte[] octets = new byte[32];
        random.nextBytes(octets);
        secret = new SecretKeySpec(octets, MAC);
        entries =
                Caffeine.newBuilder()
                        .maximumSize(REMEMBERED)
                        .expireAfterWrite(SHORT_WHILE)
                        .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                        .build();
    }

    Key key(String header) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            return new Key(ByteBuffer.wrap(mac.doFinal(header.getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    /** Who it was, unless the user's stream has moved since: a secret may have changed. */
    @Nullable SignedIn find(Key key, StreamHeads heads) {
        Entry entry = entries.getIfPresent(key);
        if (entry == null) {
            return null;
        }
        if (head(entry.user(), heads) != entry.head()) {
            entries.invalidate(key);
            return null;
        }
        return entry.user();
    }

    /** Of the user's stream, now; on the same way those of the accounts, which are read next. */
    static long head(SignedIn user, StreamHeads heads) {
        var accounts =
                user.accounts().stream()
                        .limit(MOST_ACCOUNTS)
                        .map(account -> account.id().stream())
                        .toList();
        return SeenHeads.look(user.user().stream(), accounts, heads);
    }

    /**
     * @param head of the user's stream, read before the user was
     */
    void put(Key key, SignedIn user, long head) {
        entries.put(key, new Entry(user, head));
    }
}
