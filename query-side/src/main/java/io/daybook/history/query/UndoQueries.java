package io.daybook.history.query;

import io.daybook.core.MailEvent;
import io.daybook.core.StreamHeads;
import io.daybook.history.PlanUndo;
import io.daybook.history.PlanUndo.Events;
import io.daybook.history.PlanUndo.OfRequest;
import io.daybook.history.PlanUndo.Range;
import io.daybook.history.RevertPlan;
import io.daybook.history.RevertPlan.TooMany;
import io.daybook.history.query.UndoPlanner.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link PlanUndo}. */
public final class UndoQueries {
    private final StoredPast.Sources sources;
    private final StreamHeads heads;

    UndoQueries(StoredPast.Sources sources, StreamHeads heads) {
        this.sources = sources;
        this.heads = heads;
    }

    @QueryHandler
    public RevertPlan handle(PlanUndo query) {
        long head = heads.head(query.account().stream());
        List<Long> notFound = new ArrayList<>();
        List<Long> seqs = new ArrayList<>();
        switch (query.changes()) {
            case Events(var asked) ->
                    asked.stream()
                            .sorted()
                            .distinct()
                            .forEach(seq -> (seq >= 0 && seq <= head ? seqs : notFound).add(seq));
            case Range(var first, var last) -> {
                long end = Math.min(last, head);
                if (end - first >= query.limit()) {
                    return new TooMany((int) Math.min(Integer.MAX_VALUE, end - first + 1));
                }
                LongStream.rangeClosed(Math.max(0, first), end).forEach(seqs::add);
            }
            case OfRequest _ -> throw new UnsupportedOperationException("by request");
        }
        var past = new StoredPast(sources, query.account(), query.now());
        List<Change> changes = new ArrayList<>();
        past.forEach(
                seqs,
                event -> {
                    if (event.event() instanceof MailEvent mail) {
                        changes.add(new Change(event.seq(), mail));
                    }
                });
        return UndoPlanner.plan(changes, notFound, past, query.limit());
    }
}
