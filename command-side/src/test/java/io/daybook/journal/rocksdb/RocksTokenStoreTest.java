package io.daybook.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RocksTokenStoreTest {
    private static final String PROCESSOR = "audit";
    private static final TrackingToken TOKEN = new GlobalSequenceTrackingToken(41);

    private final JournalFixture fixture = new JournalFixture();
    private final SettableClock clock = new SettableClock();
    private final TokenStore here = store("here");
    private final TokenStore there = store("there");

    @AfterEach
    void close() {
        fixture.close();
    }

    private RocksTokenStore store(String node) {
        return new RocksTokenStore(fixture.journal(), node, Duration.ofSeconds(10), clock);
    }

    @Test
    void segments_start_with_the_token_given() {
        here.initializeTokenSegments(PROCESSOR, 3, TOKEN);
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(0, 1, 2);
        assertThat(here.fetchToken(PROCESSOR, 2)).isEqualTo(TOKEN);
        assertThat(here.fetchSegments("another")).isEmpty();
    }

    @Test
    void segments_are_not_started_twice() {
        here.initializeTokenSegments(PROCESSOR, 1);
        assertThatThrownBy(() -> there.initializeTokenSegments(PROCESSOR, 1))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.initializeSegment(TOKEN, PROCESSOR, 0))
                .isInstanceOf(UnableToInitializeTokenException.class);
    }

    @Test
    void an_unknown_segment_cannot_be_claimed() {
        assertThatThrownBy(() -> here.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.storeToken(TOKEN, PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_claimed_segment_is_kept_from_others() {
        here.initializeTokenSegments(PROCESSOR, 2);
        assertThat(here.fetchToken(PROCESSOR, 0)).isNull();
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.storeToken(TOKEN, PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThat(there.fetchAvailableSegments(PROCESSOR))
                .extracting(Segment::getSegmentId)
                .containsExactly(1);
    }

    @Test
    void a_released_segment_is_free() {
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);
        there.releaseClaim(PROCESSOR, 0);
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        here.releaseClaim(PROCESSOR, 0);
        assertThat(there.fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);
        assertThatThrownBy(() -> here.storeToken(null, PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void a_claim_that_is_not_renewed_ends() {
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        clock.forward(Duration.ofSeconds(9));
        here.extendClaim(PROCESSOR, 0);
        clock.forward(Duration.ofSeconds(9));
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        clock.forward(Duration.ofSeconds(2));
        assertThat(there.fetchToken(PROCESSOR, 0)).isNull();
    }

    @Test
    void only_who_may_claim_a_segment_deletes_it() {
        here.initializeTokenSegments(PROCESSOR, 2);
        here.fetchToken(PROCESSOR, 0);
        assertThatThrownBy(() -> there.deleteToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        here.deleteToken(PROCESSOR, 0);
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(1);
    }

    @Test
    void tokens_of_replays_and_merges_are_kept() {
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        var replay =
                ReplayToken.createReplayToken(TOKEN, new GlobalSequenceTrackingToken(3), "why");
        here.storeToken(replay, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(replay);
        var merged = new MergedTrackingToken(TOKEN, new GlobalSequenceTrackingToken(7));
        here.storeToken(merged, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(merged);
    }

    @Test
    void tokens_and_the_identity_of_the_store_outlive_the_process() {
        var identity = here.retrieveStorageIdentifier();
        here.initializeTokenSegments(PROCESSOR, 1, TOKEN);
        fixture.reopen();
        assertThat(store("here").fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);
        assertThat(store("there").retrieveStorageIdentifier()).isPresent().isEqualTo(identity);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
