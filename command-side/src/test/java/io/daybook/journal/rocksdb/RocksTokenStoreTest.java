package io.daybook.journal.rocksdb;

import io.daybook.journal.TokenStoreContract;
import io.daybook.journal.TurningClock;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.AfterEach;

class RocksTokenStoreTest implements TokenStoreContract {
    private final JournalFixture fixture = new JournalFixture();
    private final TurningClock clock = new TurningClock();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public TokenStore store(String node) {
        return new RocksTokenStore(fixture.journal(), node, CLAIM, clock);
    }

    @Override
    public TurningClock clock() {
        return clock;
    }

    @Override
    public void restart() {
        fixture.reopen();
    }
}
