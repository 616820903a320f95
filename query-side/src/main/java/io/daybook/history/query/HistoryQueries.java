package io.daybook.history.query;

import io.daybook.core.EmailId;
import io.daybook.core.Event;
import io.daybook.email.projection.GoneRow;
import io.daybook.history.GetHistory;
import io.daybook.history.GetHistory.Events;
import io.daybook.history.HistoryId;
import io.daybook.history.HistoryView;
import io.daybook.history.QueryHistory;
import io.daybook.history.projection.HistoryReads;
import io.daybook.history.projection.HistoryReads.Log;
import io.daybook.history.projection.HistoryRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link GetHistory} and {@link QueryHistory}. */
public final class HistoryQueries {
    private final HistoryReads reads;

    public HistoryQueries(HistoryReads reads) {
        this.reads = reads;
    }

    /**
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public QueryHistory.Answer handle(QueryHistory query) {
        return reads.history(query.account(), log -> new HistorySearch(query, log).answer());
    }

    /**
     * @throws io.daybook.core.Unavailable when the view is behind and cannot be caught up
     */
    @QueryHandler
    public Events handle(GetHistory query) {
        return reads.history(query.account(), log -> answer(query, log));
    }

    private static Events answer(GetHistory query, Log log) {
        var ids = query.ids();
        var asked =
                ids == null
                        ? LongStream.rangeClosed(0, Math.min(log.head(), query.limit()))
                                .boxed()
                                .toList()
                        : ids.stream().map(HistoryId::seq).distinct().toList();
        var found = asked.stream().filter(seq -> seq <= log.head()).toList();
        var notFound = asked.stream().filter(seq -> seq > log.head()).map(HistoryId::new).toList();
        boolean more = found.size() > query.limit();
        var page = more ? found.subList(0, query.limit()) : found;
        return new Events(log.state(log.head()), views(query, log, page), notFound, more);
    }

    private static List<HistoryView> views(GetHistory query, Log log, List<Long> seqs) {
        Map<Long, Event> events = query.mostObjects() < 0 ? Map.of() : log.events(seqs);
        Map<EmailId, GoneRow> gone = log.gone(goneIn(events, query.mostObjects()));
        var views = new ArrayList<HistoryView>(seqs.size());
        for (var row : log.rows(seqs)) {
            var told =
                    query.mostObjects() < 0
                            ? Telling.Told.NOTHING
                            : new Telling(log, row, gone, query.mostObjects())
                                    .of(Objects.requireNonNull(events.get(row.seq())));
            views.add(view(log, row, told));
        }
        return views;
    }

    private static List<EmailId> goneIn(Map<Long, Event> events, int most) {
        return events.values().stream()
                .flatMap(event -> Telling.destroyed(event).limit(Math.max(most, 0)))
                .distinct()
                .toList();
    }

    private static HistoryView view(Log log, HistoryRow row, Telling.Told told) {
        return new HistoryView(
                new HistoryId(row.seq()),
                row.seq() == 0 ? null : log.state(row.seq() - 1),
                log.state(row.seq()),
                row.at(),
                row.operation(),
                row.cause(),
                told.count(),
                told.objects());
    }
}
