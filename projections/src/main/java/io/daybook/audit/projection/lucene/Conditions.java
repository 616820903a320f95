package io.daybook.audit.projection.lucene;

import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.core.Cause;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Filters as queries. */
final class Conditions {
    private Conditions() {}

    /**
     * The time is a condition of every query: the documents lie in its order, so that it is a range
     * of their numbers, and what is no entry has none.
     */
    static Query of(AuditFilter filter, @Nullable AuditPlace after) {
        var all = new BooleanQuery.Builder();
        demand(all, Columns.ACCOUNT, filter.account());
        demand(all, Columns.ACTOR, filter.actor());
        if (filter.actorType() != null) {
            demand(all, filter.actorType());
        }
        demand(all, Columns.OPERATION, filter.operation());
        demand(all, Columns.SOURCE, filter.source());
        if (filter.result() != null) {
            demand(all, filter.result());
        }
        demand(all, Columns.ENTITY_TYPE, filter.entityType());
        demand(all, Columns.ENTITY, filter.entity());
        long least = Columns.NEVER + 1;
        if (filter.from() != null) {
            least = micros(filter.from()) + (isWhole(filter.from()) ? 0 : 1);
        }
        long most = Long.MAX_VALUE;
        if (filter.before() != null) {
            most = micros(filter.before()) - (isWhole(filter.before()) ? 1 : 0);
        }
        if (after != null) {
            most = Math.min(most, after.micros());
        }
        all.add(new TimeRange(least, most), Occur.FILTER);
        return new ConstantScoreQuery(all.build());
    }

    private static void demand(BooleanQuery.Builder all, String column, @Nullable Object value) {
        if (value != null) {
            var term = new Term(column, Columns.term(value.toString()));
            all.add(new TermQuery(term), Occur.FILTER);
        }
    }

    /** Users are all but the few others. */
    private static void demand(BooleanQuery.Builder all, ActorType type) {
        switch (type) {
            case ADMIN -> demand(all, Columns.ACTOR, AuditEntry.ADMIN);
            case ANONYMOUS -> demand(all, Columns.ACTOR, Cause.ANONYMOUS);
            case SYSTEM -> all.add(oneOf(Columns.ACTOR, AuditEntry.SYSTEM), Occur.FILTER);
            case USER -> {
                all.add(oneOf(Columns.ACTOR, AuditEntry.SYSTEM), Occur.MUST_NOT);
                all.add(
                        oneOf(Columns.ACTOR, List.of(AuditEntry.ADMIN, Cause.ANONYMOUS)),
                        Occur.MUST_NOT);
            }
        }
    }

    /** What was done has no term: nearly all was. */
    private static void demand(BooleanQuery.Builder all, Result result) {
        switch (result) {
            case DONE ->
                    all.add(
                            oneOf(
                                    Columns.RESULT,
                                    List.of(Result.REFUSED.name(), Result.FAILED.name())),
                            Occur.MUST_NOT);
            case REFUSED, FAILED -> demand(all, Columns.RESULT, result);
        }
    }

    private static Query oneOf(String column, List<String> values) {
        var any = new BooleanQuery.Builder();
        for (String value : values) {
            any.add(new TermQuery(new Term(column, Columns.term(value))), Occur.SHOULD);
        }
        return any.build();
    }

    private static long micros(Instant instant) {
        return new AuditPlace(instant, "", 0).micros();
    }

    /** Whether it is one of the microseconds that entries have. */
    private static boolean isWhole(Instant instant) {
        return instant.getNano() % 1000 == 0;
    }
}
