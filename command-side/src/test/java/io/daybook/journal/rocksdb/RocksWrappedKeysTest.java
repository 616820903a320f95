package io.daybook.journal.rocksdb;

import io.daybook.journal.WrappedKeys;
import io.daybook.journal.WrappedKeysContract;
import org.junit.jupiter.api.AfterEach;

class RocksWrappedKeysTest implements WrappedKeysContract {
    private final JournalFixture fixture = new JournalFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public WrappedKeys emptyKeys() {
        return new RocksWrappedKeys(fixture.journal().db());
    }
}
