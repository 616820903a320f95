package io.daybook.undo.query;

import io.daybook.account.projection.PastReads;
import io.daybook.account.projection.PastReads.Never;
import io.daybook.account.projection.PastReads.Then;
import io.daybook.core.AccountId;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.MailEvent;
import io.daybook.core.Moment;
import io.daybook.core.State;
import io.daybook.core.StreamHeads;
import io.daybook.email.projection.MailViews;
import io.daybook.mailbox.projection.MailboxReads;
import io.daybook.undo.PlanRestore;
import io.daybook.undo.PlanUndo;
import io.daybook.undo.PlanUndo.Events;
import io.daybook.undo.PlanUndo.OfRequest;
import io.daybook.undo.PlanUndo.Range;
import io.daybook.undo.PlanUndo.Since;
import io.daybook.undo.RevertPlan;
import io.daybook.undo.RevertPlan.NoSuchMoment;
import io.daybook.undo.RevertPlan.TooMany;
import io.daybook.undo.query.UndoPlanner.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/** Answers {@link PlanUndo} and {@link PlanRestore}. */
public final class UndoQueries {
    private final StoredPast.Sources sources;
    private final PastReads pasts;
    private final MailViews views;
    private final MailboxReads mailboxes;
    private final StreamHeads heads;

    UndoQueries(
            StoredPast.Sources sources,
            PastReads pasts,
            MailViews views,
            MailboxReads mailboxes,
            StreamHeads heads) {
        this.sources = sources;
        this.pasts = pasts;
        this.views = views;
        this.mailboxes = mailboxes;
        this.heads = heads;
    }

    @QueryHandler
    public RevertPlan handle(PlanUndo query) {
        long head = heads.head(query.account().stream());
        return switch (query.changes()) {
            case Events(var asked) ->
                    undo(query, asked.stream().sorted().distinct().toList(), head);
            case Range(var first, var last) -> range(query, first, last, head);
            case Since(var after, var upTo) -> since(query, after, upTo, head);
            case OfRequest(var requestId) ->
                    undo(query, sources.gone().eventsOf(query.account(), requestId), head);
        };
    }

    private RevertPlan since(PlanUndo query, State after, @Nullable State upTo, long head) {
        Reason reason = never(query.account(), after);
        if (reason == null && upTo != null) {
            reason = never(query.account(), upTo);
        }
        return reason == null
                ? range(query, after.seq() + 1, upTo == null ? head : upTo.seq(), head)
                : new NoSuchMoment(reason);
    }

    private @Nullable Reason never(AccountId account, State state) {
        return switch (pasts.find(account, new Moment.AtState(state))) {
            case Never(var reason) -> reason;
            case Then _ -> null;
        };
    }

    private RevertPlan range(PlanUndo query, long first, long last, long head) {
        long count = last - first + 1;
        return count > query.limit()
                ? new TooMany((int) Math.min(Integer.MAX_VALUE, count))
                : undo(query, LongStream.rangeClosed(first, last).boxed().toList(), head);
    }

    private RevertPlan undo(PlanUndo query, List<Long> asked, long head) {
        List<Long> notFound = asked.stream().filter(seq -> seq < 0 || seq > head).toList();
        List<Long> seqs = asked.stream().filter(seq -> seq >= 0 && seq <= head).toList();
        if (seqs.size() > query.limit()) {
            return new TooMany(seqs.size());
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

    @QueryHandler
    public RevertPlan handle(PlanRestore query) {
        return switch (pasts.find(query.account(), query.to())) {
            case Never(var reason) -> new NoSuchMoment(reason);
            case Then then -> restore(query, then);
        };
    }

    private RevertPlan restore(PlanRestore query, Then then) {
        var account = query.account();
        var tree =
                new MailboxRestore(
                        then.views().mailboxes(account).rows(),
                        mailboxes.mailboxes(account).rows());
        var past = new StoredPast(sources, account, query.now());
        var reverts = tree.plan(query);
        return new RestorePlanner(query, then, views, past).plan(reverts, tree.unknown());
    }
}
