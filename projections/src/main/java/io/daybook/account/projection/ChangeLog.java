package io.daybook.account.projection;

import io.daybook.core.DataType;
import io.daybook.view.Place;
import io.daybook.view.ViewStore;

/** The log of an account's changes up to one version; its rows are only ever added to. */
final class ChangeLog implements AccountReads.Log {
    private final ViewStore store;
    private final Place place;
    private final AccountRow account;
    private final long version;
    private final RecentChanges recent;
    private boolean readStore;

    ChangeLog(ViewStore store, MailState state) {
        this.store = store;
        this.place = state.place;
        this.account = state.account;
        this.version = state.version.seq();
        this.recent = state.recent.copy();
    }

    /** Whether what was read was not deleted meanwhile, after a rebuild. */
    boolean isLive() {
        return !readStore || store.live(place.group(), place.scope()).equals(place);
    }

    @Override
    public String epoch() {
        return account.epoch();
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public long seqOf(DataType type) {
        return account.state(type);
    }

    @Override
    public long seqOf(DataType type, long atMost) {
        long latest = seqOf(type);
        if (latest <= atMost) {
            return latest;
        }
        readStore = true;
        var before =
                store.last(
                        place,
                        MailRows.CHANGES,
                        new MailRows.Change(type, 0),
                        new MailRows.Change(type, Math.max(0, atMost)));
        return before == null ? 0 : before.seq();
    }

    @Override
    public void forEach(DataType type, long after, ChangeVisitor visitor) {
        if (recent.reaches(after)) {
            recent.forEach(type, after, visitor);
            return;
        }
        readStore = true;
        store.scan(
                place,
                MailRows.CHANGES,
                new MailRows.Change(type, after + 1),
                new MailRows.Change(type, version + 1),
                (key, row) -> visitor.change(key.seq(), row.value()));
    }
}
