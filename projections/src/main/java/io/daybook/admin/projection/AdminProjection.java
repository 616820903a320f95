package io.daybook.admin.projection;

import io.daybook.admin.AdminCommand;
import io.daybook.admin.AdminEvent;
import io.daybook.admin.GetAdminToken.AdminToken;
import io.daybook.view.Follower;
import io.daybook.view.Place;
import io.daybook.view.RowStore;
import io.daybook.view.Sequenced;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps one row: the token of the admin API. */
public final class AdminProjection implements Follower {
    private final RowStore store;

    public AdminProjection(RowStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public Duration leisure() {
        return Duration.ZERO;
    }

    @Override
    public String group() {
        return AdminRow.GROUP;
    }

    @Override
    public boolean startOver(String stream) {
        store.drop(place());
        return true;
    }

    @Override
    public boolean follows(String stream) {
        return stream.equals(AdminCommand.STREAM);
    }

    @Override
    public long version(String stream) {
        return store.version(place()).seq();
    }

    @Override
    public void apply(String stream, long fromVersion, List<Sequenced> events) {
        var batch = new ViewBatch(place(), Version.of(fromVersion), content());
        AdminToken token = find();
        for (var event : events) {
            if (event.event() instanceof AdminEvent change) {
                token = AdminRow.apply(token, change);
            }
        }
        long last = events.getLast().seq();
        if (token == null) {
            batch.delete(AdminRow.VIEW, AdminRow.Only.ROW);
        } else {
            batch.put(AdminRow.VIEW, AdminRow.Only.ROW, last, token);
        }
        batch.reach(Version.of(last));
        store.commit(batch);
    }

    @Nullable AdminToken find() {
        var row = store.get(place(), AdminRow.VIEW, AdminRow.Only.ROW);
        return row == null ? null : row.value();
    }

    private Place place() {
        return store.live(AdminRow.GROUP, AdminCommand.STREAM);
    }
}
