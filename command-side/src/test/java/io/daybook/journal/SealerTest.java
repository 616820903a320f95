package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealerTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:00:00.123456789Z");

    private final Seal seal = new Seal(new SecureRandom());
    private final KeyRing keys = new WrappedKeyRing(new PlainMaster(), new MemoryKeys(), seal);
    private final Sealer sealer = new Sealer(keys, seal);

    @Test
    void what_was_sealed_opens_in_its_place() {
        var event = event("account:a", 7);
        assertThat(sealer.open(stored("account:a", 7, sealer.seal(event))))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    @Test
    void sealed_octets_show_neither_payload_nor_metadata() {
        var text = new String(sealer.seal(event("account:a", 7)), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("test.Happened").doesNotContain("payload", "metadata");
    }

    @Test
    void the_same_event_is_never_sealed_alike() {
        var event = event("account:a", 7);
        assertThat(sealer.seal(event)).isNotEqualTo(sealer.seal(event));
    }

    @Test
    void sealed_octets_do_not_open_at_another_place() {
        byte[] sealed = sealer.seal(event("account:a", 7));
        sealer.seal(event("account:b", 7));
        assertThatThrownBy(() -> sealer.open(stored("account:a", 8, sealed)))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealer.open(stored("account:b", 7, sealed)))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> sealer.open(stored("account:none", 7, sealed)))
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void no_octet_can_be_changed_or_cut_off() {
        byte[] sealed = sealer.seal(event("account:a", 7));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealer.open(stored("account:a", 7, changed)))
                    .as("octet %d", i)
                    .isInstanceOf(SealBroken.class);
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThatThrownBy(() -> sealer.open(stored("account:a", 7, cut)))
                    .isInstanceOf(SealBroken.class);
        }
    }

    @Test
    void a_destroyed_key_neither_opens_nor_seals() {
        byte[] sealed = sealer.seal(event("account:a", 0));
        keys.destroy("account:a");
        assertThatThrownBy(() -> sealer.open(stored("account:a", 0, sealed)))
                .isInstanceOf(StreamErased.class);
        assertThatThrownBy(() -> sealer.seal(event("account:a", 1)))
                .isInstanceOf(StreamErased.class);
        assertThat(keys.isDestroyed("account:a")).isTrue();
        assertThat(keys.isDestroyed("account:b")).isFalse();
    }

    private static StoredEvent stored(String stream, long seq, byte[] sealed) {
        return new StoredEvent(stream, seq, StoredEvent.start(), sealed);
    }

    private static OpenedEvent event(String stream, long seq) {
        return new OpenedEvent(
                stream,
                seq,
                new EventHeader("test.Happened", "1", "Test", "an id", AT),
                "the payload".getBytes(StandardCharsets.UTF_8),
                "the metadata".getBytes(StandardCharsets.UTF_8));
    }

    /** Wraps nothing: keys lie open. */
    private static final class PlainMaster implements MasterKey {
        @Override
        public String fingerprint() {
            return "plain";
        }

        @Override
        public byte[] wrap(byte[] key, byte[] context) {
            return key.clone();
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] context) {
            return wrapped.clone();
        }
    }

    private static final class MemoryKeys implements WrappedKeys {
        private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

        @Override
        public byte @Nullable [] find(String stream) {
            return kept.get(stream);
        }

        @Override
        public byte[] create(String stream, byte[] wrapped) {
            byte[] before = kept.putIfAbsent(stream, wrapped);
            return before == null ? wrapped : before;
        }

        @Override
        public void put(String stream, byte[] wrapped) {
            kept.put(stream, wrapped);
        }

        @Override
        public void destroy(String stream) {
            kept.put(stream, new byte[0]);
        }

        @Override
        public Set<String> destroyed() {
            var destroyed = new HashSet<String>();
            kept.forEach((stream, key) -> {
                if (key.length == 0) {
                    destroyed.add(stream);
                }
            });
            return destroyed;
        }

        @Override
        public void remove(String stream) {
            kept.remove(stream);
        }
    }
}
