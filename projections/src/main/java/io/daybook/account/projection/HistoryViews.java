package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.history.projection.HistoryReads;
import io.daybook.view.StreamReader;
import io.daybook.view.ViewStore;
import org.jspecify.annotations.Nullable;

/** Reads of what happened to accounts. */
public final class HistoryViews implements HistoryReads {
    private final AccountViews live;
    private final ViewStore store;
    private final StreamReader reader;

    public HistoryViews(AccountViews live, MailProjection projection, StreamReader reader) {
        this.live = live;
        this.store = projection.store();
        this.reader = reader;
    }

    @Override
    public <T extends @Nullable Object> T history(AccountId account, Reader<T> reading) {
        while (true) {
            var log = live.at(account, state -> new HistoryLog(store, reader, state));
            T result = reading.read(log);
            if (log.isLive()) {
                return result;
            }
            live.forgetIfReplaced(account);
        }
    }
}
