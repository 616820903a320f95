package io.daybook.journal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An adapter that does nothing fails every test of the contract of its port. */
class ContractsTest {
    @Test
    void keys_that_are_not_kept() {
        WrappedKeysContract nothing = NoKeys::new;
        Contracts.assertNothingIsNotEnough(WrappedKeysContract.class, nothing);
    }

    @Test
    void snapshots_that_are_not_written() {
        SnapshotStoreContract nothing = NoSnapshots::new;
        Contracts.assertNothingIsNotEnough(SnapshotStoreContract.class, nothing);
    }

    @Test
    void tokens_that_are_not_stored() {
        Contracts.assertNothingIsNotEnough(TokenStoreContract.class, new NothingClaimed());
    }

    private static final class NothingClaimed implements TokenStoreContract {
        @Override
        public TokenStore store(String node) {
            return new NoTokens();
        }

        @Override
        public TurningClock clock() {
            return new TurningClock();
        }
    }

    private static final class NoKeys implements WrappedKeys {
        @Override
        public byte @Nullable [] find(String stream) {
            return null;
        }

        @Override
        public byte[] create(String stream, byte[] wrapped) {
            return wrapped;
        }

        @Override
        public void put(String stream, byte[] wrapped) {}

        @Override
        public void destroy(String stream) {}

        @Override
        public Set<String> destroyed() {
            return Set.of();
        }

        @Override
        public void remove(String stream) {}
    }

    private static final class NoSnapshots implements SnapshotStore {
        @Override
        public void write(String stream, Manifest manifest, Map<String, byte[]> newChunks) {}

        @Override
        public @Nullable Manifest latest(String stream, long atMostSeq) {
            return null;
        }

        @Override
        public byte[] chunk(String stream, byte[] hash) {
            return new byte[0];
        }

        @Override
        public boolean hasChunk(String stream, byte[] hash) {
            return false;
        }
    }

    private static final class NoTokens implements TokenStore {
        @Override
        public void storeToken(@Nullable TrackingToken token, String processor, int segment) {}

        @Override
        public @Nullable TrackingToken fetchToken(String processor, int segment) {
            return null;
        }

        @Override
        public void releaseClaim(String processor, int segment) {}

        @Override
        public int[] fetchSegments(String processor) {
            return new int[0];
        }

        @Override
        public Optional<String> retrieveStorageIdentifier() {
            return Optional.empty();
        }
    }
}
