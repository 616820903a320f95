package io.daybook.history.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.core.jmap.standard.Queries;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.history.HistoryFilter;
import io.daybook.history.HistoryFilter.And;
import io.daybook.history.HistoryId;
import io.daybook.history.QueryHistory;
import io.daybook.history.QueryHistory.Anchor;
import io.daybook.history.QueryHistory.AnchorNotFound;
import io.daybook.history.QueryHistory.Behind;
import io.daybook.history.QueryHistory.Found;
import io.daybook.history.QueryHistory.Position;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** History/query: the newest first, unless a sort says otherwise. */
final class HistoryQuery implements Queries<HistoryQuery.Wanted> {
    /** What decides the results. */
    record Wanted(HistoryFilter filter, boolean isAscending) {}

    static Method method() {
        return new StandardQuery<>(HistoryProperties.TYPE, new HistoryQuery());
    }

    @Override
    public Wanted read(Arguments arguments, Call call) {
        JsonNode filter = arguments.nullable("filter");
        HistoryFilter conditions =
                filter == null
                        ? new And(List.of())
                        : new FilterTree<>(new HistoryConditions(call)).read(filter);
        List<Boolean> orders = Comparators.read(arguments, HistoryQuery::isAscending);
        return new Wanted(conditions, !orders.isEmpty() && orders.getFirst());
    }

    private static boolean isAscending(Comparison comparison) {
        if (!comparison.property().equals("at")) {
            throw Comparators.unsupported("no sort by this property");
        }
        return comparison.isAscending();
    }

    @Override
    public Results find(AccountId account, Wanted wanted, Paging paging, Call call) {
        var query =
                new QueryHistory(
                        account,
                        wanted.filter(),
                        wanted.isAscending(),
                        start(paging, call),
                        paging.effectiveLimit(),
                        paging.calculateTotal());
        return switch (call.query(query, QueryHistory.Answer.class)) {
            case AnchorNotFound() -> throw Paging.anchorNotFound();
            case Found(var state, var ids, var position, var total, var more) ->
                    new Results(
                            state.toString(),
                            false,
                            ids,
                            position,
                            total,
                            more && !ids.isEmpty() ? ids.getLast().toString() : null);
        };
    }

    private static QueryHistory.Start start(Paging paging, Call call) {
        String token = paging.pageToken();
        if (token != null) {
            HistoryId last = HistoryId.parse(token);
            if (last == null) {
                throw Paging.noPageToken();
            }
            return new Behind(last);
        }
        if (paging.anchor() == null) {
            return new Position(paging.position());
        }
        String anchor = paging.anchor(call);
        HistoryId event = anchor == null ? null : HistoryId.parse(anchor);
        if (event == null) {
            throw Paging.anchorNotFound();
        }
        return new Anchor(event, paging.anchorOffset());
    }

    @Override
    public Changes changes(AccountId account, Wanted wanted, Since since, Call call) {
        throw Queries.cannotCalculateChanges();
    }
}
