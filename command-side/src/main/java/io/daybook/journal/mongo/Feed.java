package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The commits of each node in the order of its numbers. A number that is missing belongs to an
 * insert that is under way or has failed; a commit tells which numbers were settled before it.
 */
final class Feed {
    private static final int COMMITS = 256;

    private final MongoCollection<Document> commits;
    private final ToLongFunction<String> settled;

    /**
     * @param settled the last number of a node that is known to be settled, -1 when none is
     */
    Feed(JournalCollections collections, ToLongFunction<String> settled) {
        commits = collections.commits();
        this.settled = settled;
    }

    /**
     * Some commits.
     *
     * @param position up to which there is nothing more to come
     */
    record Page(List<Document> commits, long position) {}

    /** Every node that ever committed something. */
    SortedSet<String> nodes() {
        return Calls.call(
                () -> commits.distinct(Commit.NODE, String.class).into(new TreeSet<String>()));
    }

    /** The commits after a settled position of a node, as far as they are settled. */
    Page after(String node, long position) {
        return Calls.call(() -> {
            // Asked before the commits, so that what was settled then is among them.
            long known = settled.applyAsLong(node);
            var page = new ArrayList<Document>();
            long reached = position;
            for (Document commit : find(node, Filters.gt(Commit.COUNTER, position))) {
                long first = number(commit) - size(commit);
                if (first > reached) {
                    if (first > Math.max(known, Commit.number(commit, Commit.SETTLED))) {
                        break;
                    }
                    // Ended before this one began: what is still missing has failed.
                    page.addAll(find(node, between(reached, first)));
                }
                page.add(commit);
                reached = number(commit);
            }
            return new Page(page, reached);
        });
    }

    private List<Document> find(String node, Bson condition) {
        return commits.find(Filters.and(Filters.eq(Commit.NODE, node), condition))
                .sort(Sorts.ascending(Commit.COUNTER))
                .limit(COMMITS)
                .into(new ArrayList<>());
    }

    private static Bson between(long after, long atMost) {
        return Filters.and(Filters.gt(Commit.COUNTER, after), Filters.lte(Commit.COUNTER, atMost));
    }

    /** The last settled number of a node; -1 when it has committed nothing. */
    long head(String node) {
        return Calls.call(() -> {
            long known = settled.applyAsLong(node);
            Document last =
                    commits.find(Filters.eq(Commit.NODE, node))
                            .sort(Sorts.descending(Commit.COUNTER))
                            .projection(Projections.include(Commit.COUNTER, Commit.SETTLED))
                            .first();
            return last == null
                    ? -1L
                    : Math.min(number(last), Math.max(known, Commit.number(last, Commit.SETTLED)));
        });
    }

    /** The first commit of a node by number with an event at or after this time, or null. */
    @Nullable Document firstAt(String node, Instant instant) {
        return Calls.call(() ->
                        new Found(
                                commits.find(
                                                Filters.and(
                                                        Filters.eq(Commit.NODE, node),
                                                        Filters.gte(Commit.AT, Date.from(instant))))
                                        .sort(Sorts.ascending(Commit.COUNTER))
                                        .first()))
                .commit;
    }

    private record Found(@Nullable Document commit) {}

    /** The number of the last event of a commit. */
    static long number(Document commit) {
        return Commit.number(commit, Commit.COUNTER);
    }

    static long size(Document commit) {
        return Commit.last(commit) - Commit.first(commit) + 1;
    }
}
