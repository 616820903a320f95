package io.daybook.audit.projection.lucene;

import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import java.time.Instant;
import org.apache.lucene.document.NumericDocValuesField;
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
        demand(all, Columns.ACTOR_TYPE, filter.actorType());
        demand(all, Columns.OPERATION, filter.operation());
        demand(all, Columns.SOURCE, filter.source());
        demand(all, Columns.RESULT, filter.result());
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
        all.add(NumericDocValuesField.newSlowRangeQuery(Columns.AT, least, most), Occur.FILTER);
        return new ConstantScoreQuery(all.build());
    }

    private static void demand(BooleanQuery.Builder all, String column, @Nullable Object value) {
        if (value != null) {
            var term = new Term(column, Columns.term(value.toString()));
            all.add(new TermQuery(term), Occur.FILTER);
        }
    }

    private static long micros(Instant instant) {
        return new AuditPlace(instant, "", 0).micros();
    }

    /** Whether it is one of the microseconds that entries have. */
    private static boolean isWhole(Instant instant) {
        return instant.getNano() % 1000 == 0;
    }
}
