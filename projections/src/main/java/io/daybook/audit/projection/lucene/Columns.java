package io.daybook.audit.projection.lucene;

import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditPlace;
import io.daybook.audit.projection.AuditEntryCodec;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore.Standing;
import io.daybook.core.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * The layout of the index. A document is an entry, or the standing of a stream, which has no time
 * and stands behind all entries.
 */
final class Columns {
    static final String AT = "at";
    static final String STREAM = "stream";
    static final String SEQ = "seq";
    static final String ACCOUNT = "account";
    static final String ACTOR = "actor";
    static final String OPERATION = "operation";
    static final String SOURCE = "source";
    static final String RESULT = "result";
    static final String ENTITY = "entity";
    static final String ENTITY_TYPE = "entityType";
    static final String ENTRY = "entry";
    static final String STANDING = "standing";
    static final String REACHED = "reached";
    static final String FACTS = "facts";

    /** The time of what is no entry. */
    static final long NEVER = Long.MIN_VALUE;

    /** The order of {@link AuditPlace#NEWEST_FIRST}, in which the documents lie too. */
    static final Sort NEWEST_FIRST =
            new Sort(
                    new SortField(AT, SortField.Type.LONG, true),
                    new SortField(STREAM, SortField.Type.STRING),
                    new SortField(SEQ, SortField.Type.LONG, true));

    /** Lucene takes no longer terms; nothing that is asked for is as long. */
    private static final int LONGEST_TERM = 1000;

    private Columns() {}

    static Document entry(AuditPosting posting) {
        AuditEntry entry = posting.entry();
        var document = new Document();
        document.add(new NumericDocValuesField(AT, entry.place().micros()));
        document.add(new SortedDocValuesField(STREAM, term(entry.stream())));
        document.add(new NumericDocValuesField(SEQ, entry.seq()));
        AccountId account = entry.account();
        if (account != null) {
            index(document, ACCOUNT, account.value());
        }
        index(document, ACTOR, entry.cause().actor());
        index(document, OPERATION, entry.operation());
        index(document, SOURCE, entry.cause().source());
        if (entry.result() != Result.DONE) {
            index(document, RESULT, entry.result().name());
        }
        Set<String> types = new LinkedHashSet<>();
        for (AuditEntity entity : posting.entities()) {
            index(document, ENTITY, entity.toString());
            types.add(entity.type());
        }
        types.forEach(type -> index(document, ENTITY_TYPE, type));
        document.add(new StoredField(ENTRY, AuditEntryCodec.CODEC.encode(entry)));
        return document;
    }

    static Document standing(String stream, Standing standing) {
        var document = new Document();
        document.add(new NumericDocValuesField(AT, NEVER));
        index(document, STANDING, stream);
        document.add(new StoredField(REACHED, standing.seq()));
        document.add(new StoredField(FACTS, standing.facts()));
        return document;
    }

    private static void index(Document document, String column, String value) {
        document.add(new StringField(column, term(value), Field.Store.NO));
    }

    static BytesRef term(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        return octets.length <= LONGEST_TERM
                ? new BytesRef(octets)
                : new BytesRef(Arrays.copyOf(octets, LONGEST_TERM));
    }

    static Term standingOf(String stream) {
        return new Term(STANDING, term(stream));
    }

    /** Goes over all entries: a stream starts over as good as never. */
    static Query entriesOf(String stream) {
        return SortedDocValuesField.newSlowExactQuery(STREAM, term(stream));
    }

    static AuditEntry read(Document document) {
        BytesRef octets = Objects.requireNonNull(document.getBinaryValue(ENTRY));
        return AuditEntryCodec.CODEC.decode(octets(octets));
    }

    static Standing readStanding(Document document) {
        long seq = Objects.requireNonNull(document.getField(REACHED)).numericValue().longValue();
        BytesRef facts = Objects.requireNonNull(document.getBinaryValue(FACTS));
        return new Standing(seq, octets(facts));
    }

    private static byte[] octets(BytesRef ref) {
        return Arrays.copyOfRange(ref.bytes, ref.offset, ref.offset + ref.length);
    }
}
