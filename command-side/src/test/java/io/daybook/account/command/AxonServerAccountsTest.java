package io.daybook.account.command;

import io.daybook.journal.axonserver.AxonServerFixture;
import io.daybook.journal.engine.JournalNodes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AxonServerAccountsTest implements AccountsContract {
    @AutoClose private final AxonServerFixture fixture = new AxonServerFixture();

    @Override
    public JournalNodes nodes() {
        return fixture;
    }
}
