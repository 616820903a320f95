package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.State;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.core.jmap.standard.PastMethod;
import io.daybook.core.jmap.standard.Queries;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.core.jmap.standard.StandardQueryChanges;
import io.daybook.email.EmailList;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmailChanges.CannotCalculateChanges;
import io.daybook.email.QueryEmailChanges.Changed;
import io.daybook.email.QueryEmailChanges.TooManyChanges;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.QueryResult;
import io.daybook.email.QueryEmails.TooManyGone;

/** Email/query and Email/queryChanges (RFC 8621 sections 4.4 and 4.5). */
final class EmailQuery implements Queries<EmailList> {
    static Method method() {
        return new PastMethod(new StandardQuery<>(EmailProperties.TYPE, new EmailQuery()));
    }

    static Method changes() {
        return new StandardQueryChanges<>(EmailProperties.TYPE, new EmailQuery());
    }

    @Override
    public EmailList read(Arguments arguments, Call call) {
        return new EmailList(
                EmailConditions.read(arguments, call),
                EmailComparators.read(arguments),
                arguments.bool("collapseThreads", false));
    }

    @Override
    public Results find(AccountId account, EmailList list, Paging paging, Call call) {
        var query =
                new QueryEmails(
                        account,
                        list,
                        start(list, paging, call),
                        paging.effectiveLimit(),
                        paging.calculateTotal());
        return switch (call.query(query, QueryEmails.Answer.class)) {
            case QueryResult(
                            var state,
                            var ids,
                            var position,
                            var total,
                            var last,
                            var undecided) ->
                    new Results(
                            state.toString(),
                            true,
                            ids,
                            position,
                            total,
                            last == null ? null : PageToken.write(last),
                            undecided);
            case AnchorNotFound() -> throw Paging.anchorNotFound();
            case QueryEmails.IndexUnavailable() -> throw behind();
            // RFC 8620 section 5.5: a valid filter that the server cannot process.
            case TooManyGone(var messages) ->
                    throw FilterTree.unsupported(
                            messages
                                    + " emails of then are gone, and their messages are too many"
                                    + " to be searched");
        };
    }

    private static QueryEmails.Start start(EmailList list, Paging paging, Call call) {
        String token = paging.pageToken();
        if (token != null) {
            return new QueryEmails.After(PageToken.read(token, list.sort()));
        }
        if (paging.anchor() == null) {
            return new QueryEmails.Position(paging.position());
        }
        String resolved = paging.anchor(call);
        EmailId id = resolved == null ? null : EmailId.parse(resolved);
        if (id == null) {
            throw Paging.anchorNotFound();
        }
        return new QueryEmails.Anchor(id, paging.anchorOffset());
    }

    @Override
    public Changes changes(AccountId account, EmailList list, Since since, Call call) {
        State state = State.parse(since.queryState());
        if (state == null) {
            throw Queries.cannotCalculateChanges();
        }
        Long max = since.maxChanges();
        String upToId = since.upToId();
        var query =
                new QueryEmailChanges(
                        account,
                        list,
                        state,
                        max == null ? Long.MAX_VALUE : max,
                        upToId == null ? null : EmailId.parse(upToId),
                        since.calculateTotal());
        return switch (call.query(query, QueryEmailChanges.Answer.class)) {
            case Changed(var newState, var removed, var added, var total) ->
                    new Changes(
                            newState.toString(),
                            removed,
                            added.stream().map(a -> new Added(a.email(), a.index())).toList(),
                            total);
            case TooManyChanges() -> throw Queries.tooManyChanges();
            case CannotCalculateChanges() -> throw Queries.cannotCalculateChanges();
            case QueryEmailChanges.IndexUnavailable() -> throw behind();
        };
    }

    private static MethodException behind() {
        return new MethodException(
                new MethodError("serverUnavailable", "the text index is behind"));
    }
}
