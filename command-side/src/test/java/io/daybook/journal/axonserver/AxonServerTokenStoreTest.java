package io.daybook.journal.axonserver;

import io.daybook.journal.TokenStoreContract;
import io.daybook.journal.TurningClock;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Claims are in MongoDB whichever log has the events; each node is one of the cluster. */
@Tag("cluster")
class AxonServerTokenStoreTest implements TokenStoreContract {
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();
    private final Map<String, AxonServerJournal> nodes = new HashMap<>();
    private final TurningClock clock = new TurningClock();

    @Override
    public TokenStore store(String node) {
        return nodes.computeIfAbsent(node, any -> fixture.node()).tokens(CLAIM, clock);
    }

    @Override
    public TurningClock clock() {
        return clock;
    }
}
