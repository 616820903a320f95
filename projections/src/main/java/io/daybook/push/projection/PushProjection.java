package io.daybook.push.projection;

import io.daybook.push.GetPushSubscriptions.Subscriptions;
import io.daybook.push.PushCommand;
import io.daybook.push.PushEvent;
import io.daybook.view.Follower;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.time.Duration;
import java.util.List;

/** Keeps one row for each user who has push subscriptions. */
public final class PushProjection implements Follower {
    private final RowStore store;

    public PushProjection(RowStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public Duration leisure() {
        return Duration.ZERO;
    }

    @Override
    public String group() {
        return PushRow.GROUP;
    }

    @Override
    public boolean startOver(String stream) {
        store.drop(store.live(PushRow.GROUP, stream));
        return true;
    }

    @Override
    public boolean follows(String stream) {
        return stream.startsWith(PushCommand.STREAM);
    }

    @Override
    public long version(String stream) {
        return store.version(store.live(PushRow.GROUP, stream)).seq();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var batch =
                new ViewBatch(
                        store.live(PushRow.GROUP, stream), Version.of(fromVersion), content());
        var subscriptions = find(stream);
        for (var event : events) {
            if (event.event() instanceof PushEvent change) {
                subscriptions = PushRow.apply(subscriptions, change);
            }
        }
        long last = events.getLast().seq();
        batch.put(PushRow.VIEW, PushRow.Only.ROW, last, subscriptions);
        batch.reach(Version.of(last));
        store.commit(batch);
    }

    Subscriptions find(String stream) {
        var row = store.get(store.live(PushRow.GROUP, stream), PushRow.VIEW, PushRow.Only.ROW);
        return row == null ? new Subscriptions(List.of()) : row.value();
    }
}
