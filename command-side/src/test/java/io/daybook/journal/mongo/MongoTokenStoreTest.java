package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.TokenStoreContract;
import io.daybook.journal.TurningClock;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoTokenStoreTest implements TokenStoreContract {
    private static final TrackingToken TOKEN = NodesToken.start().with("node", 41);

    private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal journal = fixture.node();
    private final TurningClock clock = new TurningClock();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public TokenStore store(String node) {
        return new MongoTokenStore(journal.collections(), node, CLAIM, clock);
    }

    @Override
    public TrackingToken token() {
        return TOKEN;
    }

    @Override
    public TurningClock clock() {
        return clock;
    }

    @Test
    void tokens_of_replays_and_merges_are_kept() {
        var here = store("here");
        here.initializeTokenSegments(PROCESSOR, 1);
        here.fetchToken(PROCESSOR, 0);
        var replay =
                ReplayToken.createReplayToken(TOKEN, NodesToken.start().with("node", 3), "why");
        here.storeToken(replay, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(replay);
        var merged = new MergedTrackingToken(TOKEN, NodesToken.start().with("node", 7));
        here.storeToken(merged, PROCESSOR, 0);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(merged);
    }

    @Test
    void tokens_and_the_identity_of_the_store_outlive_the_process() {
        var here = store("here");
        var identity = here.retrieveStorageIdentifier();
        here.initializeTokenSegments(PROCESSOR, 1, TOKEN);
        assertThat(store("here").fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);
        assertThat(store("there").retrieveStorageIdentifier()).isPresent().isEqualTo(identity);
    }

    @Test
    void a_place_in_a_log_elsewhere_is_kept() {
        var here = store("here");
        var place = new GlobalSequenceTrackingToken(41);
        here.initializeTokenSegments(PROCESSOR, 1, place);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(place);
    }
}
