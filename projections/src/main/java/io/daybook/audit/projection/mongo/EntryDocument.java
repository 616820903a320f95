package io.daybook.audit.projection.mongo;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.ActorType;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.projection.AuditEntryCodec;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.view.mongo.BsonFieldReader;
import io.daybook.view.mongo.BsonFieldWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a document: its place, in the fields that it is listed by; {@code terms}, all that
 * finds it, in one list so that one index serves every combination; {@code entry}, the whole of it.
 */
final class EntryDocument {
    static final String ID = "_id";
    static final String AT = "at";
    static final String STREAM = "stream";
    static final String SEQ = "seq";
    static final String TERMS = "terms";
    static final String RESULT = "result";
    private static final String ENTRY = "entry";

    private EntryDocument() {}

    /** Unique by stream and sequence number, in the order of both. */
    static String id(String stream, long seq) {
        return "%s %016x".formatted(stream, seq);
    }

    static BsonDocument of(AuditPosting posting) {
        var entry = posting.entry();
        var fields = new BsonFieldWriter();
        AuditEntryCodec.CODEC.write(entry, fields);
        var terms = new BsonArray();
        terms(posting).forEach(term -> terms.add(new BsonString(term)));
        return new BsonDocument(ID, new BsonString(id(entry.stream(), entry.seq())))
                .append(AT, new BsonInt64(entry.place().micros()))
                .append(STREAM, new BsonString(entry.stream()))
                .append(SEQ, new BsonInt64(entry.seq()))
                .append(RESULT, new BsonString(entry.result().name()))
                .append(TERMS, terms)
                .append(ENTRY, fields.document());
    }

    static AuditEntry read(BsonDocument document) {
        return AuditEntryCodec.CODEC.read(new BsonFieldReader(document.getDocument(ENTRY)));
    }

    private static Iterable<String> terms(AuditPosting posting) {
        var entry = posting.entry();
        var terms = new LinkedHashSet<String>();
        if (entry.account() != null) {
            terms.add("account " + entry.account().value());
        }
        terms.add("actor " + entry.cause().actor());
        terms.add("actorType " + entry.actorType());
        terms.add("operation " + entry.operation());
        terms.add("source " + entry.cause().source());
        if (entry.result() != Result.DONE) {
            terms.add("result " + entry.result());
        }
        for (AuditEntity entity : posting.entities()) {
            terms.add("type " + entity.type());
            terms.add(term(entity));
        }
        return terms;
    }

    private static String term(AuditEntity entity) {
        return "entity " + entity.type() + " " + entity.id();
    }

    /** What entries must fulfil that the filter finds after a place. */
    static BsonDocument condition(AuditFilter filter, @Nullable AuditPlace after) {
        var all = new BsonDocument();
        var terms = terms(filter);
        if (!terms.isEmpty()) {
            all.append(
                    TERMS,
                    new BsonDocument(
                            "$all", new BsonArray(terms.stream().map(BsonString::new).toList())));
        }
        if (filter.result() == Result.DONE) {
            all.append(RESULT, new BsonString(Result.DONE.name()));
        }
        var range = range(filter, after);
        if (!range.isEmpty()) {
            all.append(AT, range);
        }
        if (after != null) {
            all.append("$or", behind(after));
        }
        return all;
    }

    /** Those that few entries have come first: the first one bounds what is looked at. */
    private static List<String> terms(AuditFilter filter) {
        var terms = new ArrayList<String>();
        if (filter.entity() != null) {
            terms.add(term(filter.entity()));
        }
        if (filter.result() != null && filter.result() != Result.DONE) {
            terms.add("result " + filter.result());
        }
        demand(terms, "account ", filter.account() == null ? null : filter.account().value());
        demand(terms, "actor ", filter.actor());
        demand(terms, "operation ", filter.operation());
        demand(terms, "source ", filter.source());
        demand(terms, "type ", filter.entityType());
        ActorType type = filter.actorType();
        demand(terms, "actorType ", type == null ? null : type.name());
        return terms;
    }

    private static void demand(List<String> terms, String name, @Nullable String value) {
        if (value != null) {
            terms.add(name + value);
        }
    }

    private static BsonDocument range(AuditFilter filter, @Nullable AuditPlace after) {
        var range = new BsonDocument();
        if (filter.from() != null) {
            range.append("$gte", new BsonInt64(up(filter.from())));
        }
        if (filter.before() != null) {
            range.append("$lt", new BsonInt64(up(filter.before())));
        }
        if (after != null) {
            range.append("$lte", new BsonInt64(after.micros()));
        }
        return range;
    }

    /** The first microsecond that is not before the time. */
    private static long up(Instant time) {
        return new AuditPlace(time, "", 0).micros() + (time.getNano() % 1000 == 0 ? 0 : 1);
    }

    /** The order is that of {@link AuditPlace#NEWEST_FIRST}. */
    private static BsonArray behind(AuditPlace place) {
        var at = new BsonInt64(place.micros());
        var stream = new BsonString(place.stream());
        return new BsonArray(
                List.of(
                        new BsonDocument(AT, new BsonDocument("$lt", at)),
                        new BsonDocument(AT, at).append(STREAM, new BsonDocument("$gt", stream)),
                        new BsonDocument(AT, at)
                                .append(STREAM, stream)
                                .append(SEQ, new BsonDocument("$lt", new BsonInt64(place.seq())))));
    }

    /** The field in which the whole entry has what is counted. */
    static String counted(String column) {
        return ENTRY + "." + column;
    }
}
