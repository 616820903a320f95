package io.daybook.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.junit.jupiter.api.Test;

/** What Axon's token store must do on every journal. */
public interface TokenStoreContract {
    String PROCESSOR = "audit";

    /** How long a claim holds. */
    Duration CLAIM = Duration.ofSeconds(10);

    /** The place after so many events. */
    default TrackingToken token(long place) {
        return new GlobalSequenceTrackingToken(place);
    }

    private TrackingToken token() {
        return token(41);
    }

    /** The one store of this test, as a node has it open. */
    TokenStore store(String node);

    /** Ends the process of the nodes, and begins another. */
    default void restart() {
        // Nodes keep nothing of their own.
    }

    /** The clock of all nodes. */
    TurningClock clock();

    @Test
    default void segments_start_with_the_token_given() {
        var here = store("here");
        here.initializeTokenSegments(PROCESSOR, 3, token());
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(0, 1, 2);
        assertThat(here.fetchToken(PROCESSOR, 2)).isEqualTo(token());
        assertThat(here.fetchSegments("another")).isEmpty();
    }

    @Test
    default void tokens_of_replays_and_merges_are_kept() {
        var here = store("here");
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        var replay = ReplayToken.createReplayToken(token(), token(3), "why");
        here.storeToken(replay, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(replay);
        var merged = new MergedTrackingToken(token(), token(7));
        here.storeToken(merged, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(merged);
    }

    @Test
    default void tokens_and_the_identity_of_the_store_outlive_the_process() {
        var here = store("here");
        var identity = here.retrieveStorageIdentifier();
        here.initializeTokenSegments(PROCESSOR, 1, token());
        restart();
        assertThat(store("here").fetchToken(PROCESSOR, 0)).isEqualTo(token());
        assertThat(store("there").retrieveStorageIdentifier()).isPresent().isEqualTo(identity);
    }

    @Test
    default void segments_are_not_started_twice() {
        var here = store("here");
        var there = store("there");
        here.initializeTokenSegments(PROCESSOR, 1);
        assertThatThrownBy(() -> there.initializeTokenSegments(PROCESSOR, 1))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.initializeSegment(token(), PROCESSOR, 0))
                .isInstanceOf(UnableToInitializeTokenException.class);
    }

    @Test
    default void an_unknown_segment_cannot_be_claimed() {
        var here = store("here");
        assertThatThrownBy(() -> here.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.storeToken(token(), PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    default void a_claimed_segment_is_kept_from_others() {
        var here = store("here");
        var there = store("there");
        here.initializeTokenSegments(PROCESSOR, 2);
        assertThat(here.fetchToken(PROCESSOR, 0)).isNull();
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.storeToken(token(), PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThat(there.fetchAvailableSegments(PROCESSOR))
                .extracting(Segment::getSegmentId)
                .containsExactly(1);
    }

    @Test
    default void a_released_segment_is_free() {
        var here = store("here");
        var there = store("there");
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(token(), PROCESSOR, 0);
        there.releaseClaim(PROCESSOR, 0);
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        here.releaseClaim(PROCESSOR, 0);
        assertThat(there.fetchToken(PROCESSOR, 0)).isEqualTo(token());
        assertThatThrownBy(() -> here.storeToken(null, PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    default void a_claim_that_is_not_renewed_ends() {
        var here = store("here");
        var there = store("there");
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        clock().forward(Duration.ofSeconds(9));
        here.extendClaim(PROCESSOR, 0);
        clock().forward(Duration.ofSeconds(9));
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        clock().forward(Duration.ofSeconds(2));
        assertThat(there.fetchToken(PROCESSOR, 0)).isNull();
    }

    @Test
    default void only_who_may_claim_a_segment_deletes_it() {
        var here = store("here");
        var there = store("there");
        here.initializeTokenSegments(PROCESSOR, 2);
        here.fetchToken(PROCESSOR, 0);
        assertThatThrownBy(() -> there.deleteToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        here.deleteToken(PROCESSOR, 0);
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(1);
    }
}
