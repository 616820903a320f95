package io.daybook.core.jmap.standard;

import io.daybook.core.AccountId;
import io.daybook.core.GetChanges;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The queries of a type of which an account has few records, thousands at most: all are fetched,
 * and filtered and sorted here. What changed comes from the account's log of changes, so that the
 * state of a query is that of the type.
 */
public record ListQueries<I, R>(StandardType<I, R> type, Source<R> source, ListTerms<R> terms)
        implements Queries<ListQuery<R>> {
    /** How often a call starts again because the account changed between its two reads. */
    private static final int ATTEMPTS = 20;

    /** All records of an account. */
    @FunctionalInterface
    public interface Source<R> {
        All<R> all(AccountId account, Call call);
    }

    /**
     * @param records in an order that is always the same: records that a sort does not tell apart
     *     keep it
     */
    public record All<R>(State state, List<R> records) {}

    @Override
    public ListQuery<R> read(Arguments arguments, Call call) {
        return ListQuery.read(arguments, terms, call);
    }

    @Override
    public Results find(AccountId account, ListQuery<R> query, Paging paging, Call call) {
        var all = source.all(account, call);
        var page = paging.of(ids(query.results(all.records())), call);
        return new Results(
                all.state().toString(),
                true,
                page.items(),
                page.position(),
                page.total(),
                page.nextPageToken());
    }

    @Override
    public Changes changes(AccountId account, ListQuery<R> query, Since since, Call call) {
        State state = State.parse(since.queryState());
        if (state == null || state.offset() > 0) {
            throw Queries.cannotCalculateChanges();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var all = source.all(account, call);
            var changes =
                    changes(new GetChanges(account, type.type(), state, Integer.MAX_VALUE), call);
            if (changes.newState().equals(all.state())) {
                return changes(query, since, all, changes);
            }
        }
        throw new MethodException(
                new MethodError("serverUnavailable", "the account changes all the time"));
    }

    private static GetChanges.Changes changes(GetChanges query, Call call) {
        return switch (call.query(query, GetChanges.Answer.class)) {
            case GetChanges.Changes changes when !changes.hasMoreChanges() -> changes;
            // So much has changed that the log was not read to its end.
            case GetChanges.Changes _, GetChanges.CannotCalculateChanges _ ->
                    throw Queries.cannotCalculateChanges();
        };
    }

    private Changes changes(
            ListQuery<R> query, Since since, All<R> all, GetChanges.Changes changes) {
        var created = wire(changes.created().stream());
        var destroyed = wire(changes.destroyed().stream());
        var moved = new HashSet<>(created);
        moved.addAll(wire(updated(query, changes)));
        moved.addAll(destroyed);
        var touched = query.shape().withDependents(all.records(), moved);
        var results = ids(query.results(all.records()));
        // RFC 8620 section 5.6: whatever may have moved is removed, and added where it is now.
        var removed = touched.stream().filter(id -> !created.contains(id)).sorted().toList();
        int last = query.isImmutable() ? results.indexOf(since.upToId()) : -1;
        var added = new ArrayList<Added>();
        for (int i = 0; i < (last < 0 ? results.size() : last + 1); i++) {
            if (touched.contains(results.get(i))) {
                added.add(new Added(results.get(i), i));
            }
        }
        return new Changes(all.state().toString(), removed, added, results.size());
    }

    private IntStream updated(ListQuery<R> query, GetChanges.Changes changes) {
        return switch (query.changes()) {
            case NEVER -> IntStream.empty();
            case SELDOM -> changes.updated().stream().filter(id -> !changes.minor().contains(id));
            case OFTEN -> changes.updated().stream();
        };
    }

    private Set<String> wire(IntStream numbers) {
        var ids = new HashSet<String>();
        numbers.forEach(number -> ids.add(type.wire().apply(number)));
        return ids;
    }

    private List<String> ids(List<R> records) {
        return records.stream().map(type.properties()::idOf).toList();
    }
}
