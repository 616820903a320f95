package io.daybook.view.query;

import io.daybook.core.DiskThreads;
import io.daybook.core.GetFollowers;
import io.daybook.view.Followers;
import java.util.Collection;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetFollowers}. */
public final class FollowerQueries {
    private final List<Followers> all;

    public FollowerQueries(Collection<Followers> all) {
        this.all = List.copyOf(all);
    }

    @QueryHandler
    public GetFollowers.Followers handle(GetFollowers query) {
        return DiskThreads.call(() ->
                new GetFollowers.Followers(
                        all.stream().flatMap(one -> one.standings().stream()).toList()));
    }
}
