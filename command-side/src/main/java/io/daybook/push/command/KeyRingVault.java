package io.daybook.push.command;

import io.daybook.core.DiskThreads;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.StreamErased;
import io.daybook.push.PushSubscriptionId;
import io.daybook.push.PushVault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** Seals under keys of the key ring, each named after its subscription; no stream has that name. */
final class KeyRingVault implements PushVault {
    private static final String KEY = "push-endpoint:";

    private final KeyRing keys;
    private final Seal seal;

    KeyRingVault(KeyRing keys, Seal seal) {
        this.keys = keys;
        this.seal = seal;
    }

    @Override
    public String seal(PushSubscriptionId id, String endpoint) {
        SecretKey key = DiskThreads.call(() -> keys.keyFor(KEY + id));
        byte[] sealed = seal.seal(key, octets(id.value()), octets(endpoint));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    @Override
    public @Nullable String open(PushSubscriptionId id, String sealed) {
        try {
            SecretKey key = DiskThreads.call(() -> keys.keyFor(KEY + id));
            byte[] octets = Base64.getUrlDecoder().decode(sealed);
            byte[] plain = Seal.open(key, octets(id.value()), octets, "push subscription " + id);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (StreamErased e) {
            return null;
        }
    }

    @Override
    public void erase(PushSubscriptionId id) {
        DiskThreads.run(() -> keys.destroy(KEY + id));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
