package io.daybook.audit.projection.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static io.daybook.view.mongo.MongoCalls.call;
import static io.daybook.view.mongo.MongoCalls.run;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.CountAudit;
import io.daybook.audit.FindAudit;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The audit in MongoDB, for any number of nodes. The entries of {@code audit.entries} are written
 * first, each under its stream and number, then the stream's document in {@code audit.standings}
 * moves, if it still stands where they begin. An entry follows from its event: who writes it again,
 * after a crash or at the same time, writes the same. While MongoDB is away, every method throws
 * {@link io.daybook.core.Unavailable}.
 */
public final class MongoAuditStore implements AuditStore {
    private static final String FACTS = "facts";
    private static final Bson NEWEST_FIRST =
            Indexes.compoundIndex(
                    Indexes.descending(EntryDocument.AT),
                    Indexes.ascending(EntryDocument.STREAM),
                    Indexes.descending(EntryDocument.SEQ));

    private final MongoCollection<BsonDocument> entries;
    private final MongoCollection<BsonDocument> standings;

    /**
     * @param database closed by whoever opened it; reads from the primary
     */
    public MongoAuditStore(MongoDatabase database) {
        this.entries = database.getCollection("audit.entries", BsonDocument.class);
        this.standings = database.getCollection("audit.standings", BsonDocument.class);
        entries.createIndex(NEWEST_FIRST);
        entries.createIndex(
                Indexes.compoundIndex(Indexes.ascending(EntryDocument.TERMS), NEWEST_FIRST));
    }

    @Override
    public Standing standing(String stream) {
        var document = call(() -> standings.find(eq(stream)).first());
        return document == null
                ? Standing.NONE
                : new Standing(
                        document.getNumber(EntryDocument.SEQ).longValue(),
                        document.getBinary(FACTS).getData());
    }

    @Override
    public boolean add(String stream, long from, List<AuditPosting> postings, byte[] facts) {
        if (standing(stream).seq() != from) {
            return false;
        }
        return call(() -> {
            if (!postings.isEmpty()) {
                write(postings);
            }
            return move(stream, from, new Standing(from + postings.size(), facts));
        });
    }

    private void write(List<AuditPosting> postings) {
        entries.bulkWrite(
                postings.stream()
                        .map(EntryDocument::of)
                        .map(it ->
                                new ReplaceOneModel<>(
                                        eq(it.get(EntryDocument.ID)),
                                        it,
                                        new ReplaceOptions().upsert(true)))
                        .toList(),
                new BulkWriteOptions().ordered(false));
    }

    private boolean move(String stream, long from, Standing to) {
        var seq = new BsonInt64(to.seq());
        var facts = new BsonBinary(to.facts());
        if (from >= 0) {
            return standings
                            .updateOne(
                                    and(eq(stream), eq(EntryDocument.SEQ, new BsonInt64(from))),
                                    combine(set(EntryDocument.SEQ, seq), set(FACTS, facts)))
                            .getMatchedCount()
                    > 0;
        }
        try {
            standings.insertOne(
                    new BsonDocument(EntryDocument.ID, new BsonString(stream))
                            .append(EntryDocument.SEQ, seq)
                            .append(FACTS, facts));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** The standing goes first: what is left of the entries by a crash is written again. */
    @Override
    public void startOver(String stream) {
        var all =
                and(
                        Filters.gte(EntryDocument.ID, EntryDocument.id(stream, 0)),
                        Filters.lte(EntryDocument.ID, EntryDocument.id(stream, Long.MAX_VALUE)));
        run(() -> {
            standings.deleteOne(eq(stream));
            entries.deleteMany(all);
        });
    }

    @Override
    public void refresh() {
        // Every query sees what was written before.
    }

    @Override
    public FindAudit.Page find(AuditFilter filter, @Nullable AuditPlace after, int limit) {
        return call(() -> page(filter, after, limit));
    }

    private FindAudit.Page page(AuditFilter filter, @Nullable AuditPlace after, int limit) {
        var found = new ArrayList<AuditEntry>();
        for (var document :
                entries.find(EntryDocument.condition(filter, after))
                        .sort(
                                Sorts.orderBy(
                                        Sorts.descending(EntryDocument.AT),
                                        Sorts.ascending(EntryDocument.STREAM),
                                        Sorts.descending(EntryDocument.SEQ)))
                        .limit(limit + 1)) {
            found.add(EntryDocument.read(document));
        }
        boolean isMore = found.size() > limit;
        var page = isMore ? found.subList(0, limit) : found;
        return new FindAudit.Page(page, isMore ? page.getLast().place() : null);
    }

    @Override
    public CountAudit.Counts count(CountAudit.Column column, @Nullable String after, int limit) {
        String field =
                EntryDocument.counted(
                        switch (column) {
                            case ACTOR -> "actor";
                            case OPERATION -> "operation";
                            case SOURCE -> "source";
                        });
        var steps = new ArrayList<Bson>();
        if (after != null) {
            steps.add(Aggregates.match(gt(field, after)));
        }
        steps.add(Aggregates.group("$" + field, Accumulators.sum("entries", 1L)));
        steps.add(Aggregates.sort(Sorts.ascending(EntryDocument.ID)));
        steps.add(Aggregates.limit(limit + 1));
        var counts = new ArrayList<CountAudit.Count>();
        run(() -> {
            for (var group : entries.aggregate(steps)) {
                counts.add(
                        new CountAudit.Count(
                                group.getString(EntryDocument.ID).getValue(),
                                group.getNumber("entries").longValue()));
            }
        });
        boolean isLast = counts.size() <= limit;
        return new CountAudit.Counts(isLast ? counts : counts.subList(0, limit), isLast);
    }

    @Override
    public void close() {
        // The connection is somebody else's.
    }
}
