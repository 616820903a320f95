package io.daybook.user.projection;

import io.daybook.core.UserId;
import io.daybook.user.GetUser.UserView;
import io.daybook.user.UserEvent;
import io.daybook.view.Follower;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps one row for each user. */
public final class UserProjection implements Follower {
    private final RowStore store;

    public UserProjection(RowStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public Duration leisure() {
        return Duration.ZERO;
    }

    @Override
    public String group() {
        return UserRow.GROUP;
    }

    @Override
    public boolean startOver(String stream) {
        store.drop(store.live(UserRow.GROUP, stream));
        return true;
    }

    @Override
    public boolean follows(String stream) {
        return stream.startsWith(UserId.STREAM);
    }

    @Override
    public long version(String stream) {
        return store.version(store.live(UserRow.GROUP, stream)).seq();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var place = store.live(UserRow.GROUP, stream);
        var batch = new ViewBatch(place, Version.of(fromVersion), content());
        var user = find(stream);
        for (var event : events) {
            if (event.event() instanceof UserEvent change) {
                user = UserRow.apply(user, change, event.seq());
            }
        }
        long last = events.getLast().seq();
        if (user != null) {
            batch.put(UserRow.VIEW, UserRow.Only.ROW, last, user);
        }
        batch.reach(Version.of(last));
        store.commit(batch);
    }

    @Nullable UserView find(String stream) {
        var row = store.get(store.live(UserRow.GROUP, stream), UserRow.VIEW, UserRow.Only.ROW);
        return row == null ? null : row.value();
    }
}
