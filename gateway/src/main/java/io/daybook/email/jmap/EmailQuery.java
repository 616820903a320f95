package io.daybook.email.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.MethodError;
import io.daybook.core.jmap.MethodException;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Paging;
import io.daybook.core.jmap.standard.Queries;
import io.daybook.core.jmap.standard.StandardQuery;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailSort;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.AnchorNotFound;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Email/query (RFC 8621 section 4.4). */
final class EmailQuery implements Queries<EmailQuery.Asked> {
    /** What decides the results. */
    record Asked(@Nullable EmailFilter filter, List<EmailSort> sort, boolean collapseThreads) {}

    static Method method() {
        return new StandardQuery<>(EmailProperties.TYPE, new EmailQuery());
    }

    @Override
    public Asked read(Arguments arguments, Call call) {
        return new Asked(
                EmailConditions.read(arguments, call),
                EmailComparators.read(arguments),
                arguments.bool("collapseThreads", false));
    }

    @Override
    public Results find(AccountId account, Asked asked, Paging paging, Call call) {
        var query =
                new QueryEmails(
                        account,
                        asked.filter(),
                        asked.sort(),
                        asked.collapseThreads(),
                        paging.position(),
                        anchor(paging, call),
                        paging.anchorOffset(),
                        paging.effectiveLimit(),
                        paging.calculateTotal());
        return switch (call.query(query, QueryEmails.Answer.class)) {
            case QueryResult(var state, var ids, var position, var total) ->
                    new Results(state.toString(), false, ids, position, total, null);
            case AnchorNotFound() -> throw Paging.anchorNotFound();
            case IndexUnavailable() ->
                    throw new MethodException(
                            new MethodError("serverUnavailable", "the text index is behind"));
        };
    }

    @Override
    public Changes changes(AccountId account, Asked asked, Since since, Call call) {
        throw Queries.cannotCalculateChanges();
    }

    private static @Nullable EmailId anchor(Paging paging, Call call) {
        if (paging.anchor() == null) {
            return null;
        }
        String resolved = paging.anchor(call);
        EmailId id = resolved == null ? null : EmailId.parse(resolved);
        if (id == null) {
            throw Paging.anchorNotFound();
        }
        return id;
    }
}
