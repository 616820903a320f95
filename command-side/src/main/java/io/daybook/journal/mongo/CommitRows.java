package io.daybook.journal.mongo;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents;
import io.daybook.journal.engine.Ends;
import io.daybook.journal.engine.StreamPortions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Reads commits: of one stream in bounded portions, or the ends of all. */
final class CommitRows implements StoredEvents, StreamPortions {
    private static final int OCTETS = 1 << 20;
    private static final int STREAMS_AT_ONCE = 1_000;

    /** Of several streams the newest commits are asked for at once, and this many are enough. */
    private static final int NEWEST = 64;

    private static final Bson END = Projections.include(Commit.LAST, Commit.HASH, Commit.ARRIVAL);

    private final MongoCollection<Document> commits;
    private final Openings openings;
    private final Ends ends;

    CommitRows(JournalCollections collections, Openings openings, Ends ends) {
        commits = collections.commits();
        this.openings = openings;
        this.ends = ends;
    }

    @Override
    public List<StoredEvent> read(String stream, long from) {
        return portion(stream, from, MOST).events();
    }

    @Override
    public Portion portion(String stream, long from, int most) {
        var events = new ArrayList<StoredEvent>();
        var found =
                commits.find(
                                Filters.and(
                                        Filters.eq(Commit.STREAM, stream),
                                        Filters.gte(Commit.LAST, from)))
                        .sort(Sorts.ascending(Commit.LAST))
                        .batchSize(most)
                        .limit(most);
        boolean isEnd =
                Calls.call(() -> {
                    long octets = 0;
                    int count = 0;
                    try (MongoCursor<Document> cursor = found.cursor()) {
                        while (cursor.hasNext() && octets < OCTETS) {
                            Document commit = cursor.next();
                            count++;
                            if (!openings.isVisible(commit)) {
                                return true;
                            }
                            for (StoredEvent event : Commit.events(commit)) {
                                if (event.seq() >= from) {
                                    events.add(event);
                                    octets += event.sealed().length;
                                }
                            }
                        }
                    }
                    return octets < OCTETS && count < most;
                });
        return new Portion(events, isEnd);
    }

    @Override
    public @Nullable Head head(String stream) {
        return Calls.call(() -> new Found(find(stream))).head;
    }

    @Override
    public long last(String stream) {
        Head head = head(stream);
        return head == null ? -1 : head.seq();
    }

    private record Found(@Nullable Head head) {}

    private @Nullable Head find(String stream) {
        var last =
                commits.find(Filters.eq(Commit.STREAM, stream))
                        .sort(Sorts.descending(Commit.LAST))
                        .projection(END)
                        .first();
        if (last == null || !openings.isVisible(last)) {
            return null;
        }
        Head head = Commit.head(last);
        ends.seen(stream, head);
        return head;
    }

    /** Of streams whose ends were seen, what is there since is asked for in one query. */
    @Override
    public @Nullable Head head(String stream, Collection<String> others, HeadVisitor also) {
        var known = new HashMap<String, Head>();
        Stream.concat(Stream.of(stream), others.stream())
                .forEach(one -> {
                    Head end = ends.last(one);
                    if (end != null) {
                        known.put(one, end);
                    }
                });
        boolean isWorthIt = known.containsKey(stream) && known.size() > 1;
        var found = isWorthIt ? Calls.call(() -> newest(known)) : Map.<String, Head>of();
        Head head = found.get(stream);
        found.forEach((one, end) -> {
            if (!one.equals(stream)) {
                also.visit(one, end);
            }
        });
        return head == null ? head(stream) : head;
    }

    /** Where the streams end that are not shorter by now; none when too much has come since. */
    private Map<String, Head> newest(Map<String, Head> known) {
        var since = new ArrayList<Bson>();
        known.forEach((stream, end) ->
                since.add(
                        Filters.and(
                                Filters.eq(Commit.STREAM, stream),
                                Filters.gte(Commit.LAST, end.seq()))));
        var found =
                commits.find(Filters.or(since))
                        .projection(END)
                        .limit(NEWEST)
                        .into(new ArrayList<>());
        var newest = new HashMap<String, Head>();
        if (found.size() < NEWEST) {
            for (Document commit : found) {
                if (openings.isVisible(commit)) {
                    newest.merge(
                            Commit.stream(commit),
                            Commit.head(commit),
                            (one, other) -> one.seq() >= other.seq() ? one : other);
                }
            }
        }
        newest.forEach(ends::seen);
        return newest;
    }

    /** What ends at this event or after it, without its events. */
    List<Document> endsFrom(String stream, long seq) {
        FindIterable<Document> found =
                commits.find(
                                Filters.and(
                                        Filters.eq(Commit.STREAM, stream),
                                        Filters.gte(Commit.LAST, seq)))
                        .projection(Projections.exclude(Commit.EVENTS))
                        .limit(MOST);
        return Calls.call(() -> found.into(new ArrayList<>()));
    }

    @Override
    public void forEachHead(HeadVisitor visitor) {
        var lasts =
                List.of(
                        Aggregates.sort(
                                Sorts.orderBy(
                                        Sorts.ascending(Commit.STREAM),
                                        Sorts.descending(Commit.LAST))),
                        Aggregates.group(
                                "$" + Commit.STREAM,
                                Accumulators.first(Commit.LAST, "$" + Commit.LAST),
                                Accumulators.first(Commit.HASH, "$" + Commit.HASH),
                                Accumulators.first(Commit.ARRIVAL, "$" + Commit.ARRIVAL)),
                        Aggregates.sort(Sorts.ascending("_id")));
        var found = commits.aggregate(lasts).batchSize(STREAMS_AT_ONCE).allowDiskUse(true);
        Calls.run(() -> {
            for (Document last : found) {
                if (openings.isVisible(last)) {
                    visitor.visit(last.getString("_id"), Commit.head(last));
                }
            }
        });
    }

    @Override
    public SortedSet<String> streams() {
        var streams = new TreeSet<String>();
        forEachHead((stream, head) -> streams.add(stream));
        return streams;
    }
}
