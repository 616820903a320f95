package io.daybook.journal.mongo;

import io.daybook.journal.WrappedKeys;
import io.daybook.journal.WrappedKeysContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class MongoWrappedKeysTest implements WrappedKeysContract {
    private final MongoFixture fixture = new MongoFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public WrappedKeys emptyKeys() {
        return new MongoWrappedKeys(JournalCollections.open(fixture.database()));
    }
}
