package io.daybook.journal.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.journal.TokenStoreContract;
import io.daybook.journal.TurningClock;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoTokenStoreTest implements TokenStoreContract {
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
    public TrackingToken token(long place) {
        return NodesToken.start().with("node", place);
    }

    @Override
    public TurningClock clock() {
        return clock;
    }

    @Test
    void a_place_in_a_log_elsewhere_is_kept() {
        var here = store("here");
        var place = new GlobalSequenceTrackingToken(41);
        here.initializeTokenSegments(PROCESSOR, 1, place);
        assertThat(here.fetchToken(PROCESSOR, 0)).isEqualTo(place);
    }
}
