package io.daybook.view.mongo;

import io.daybook.core.codec.MalformedRecord;
import io.daybook.view.Row;
import io.daybook.view.View;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A row as a document: {@code seq}, the event that wrote it, {@code row}, the fields of its record,
 * and {@code batch}, the number of the batch that wrote it. A row that was deleted stays for a
 * while as a tombstone: {@code batch}, and {@code goneAt}, when that was.
 */
final class RowDocument {
    static final String ID = "_id";
    static final String BATCH = "batch";
    static final String GONE_AT = "goneAt";
    static final String SEQ = "seq";
    static final String ROW = "row";

    private RowDocument() {}

    /** What tells of a row what it is, wherever it is: without its id and batch. */
    static <R> BsonDocument of(View<?, R> view, Row<R> row) {
        var fields = new BsonFieldWriter();
        view.records().write(row.value(), fields);
        return new BsonDocument(SEQ, BsonFieldWriter.number(row.seq()))
                .append(ROW, fields.document());
    }

    /** The row of a document, or null when there is none or a tombstone. */
    static <R> @Nullable Row<R> read(View<?, R> view, @Nullable BsonDocument document) {
        if (document == null || !document.containsKey(ROW)) {
            return null;
        }
        BsonValue seq = document.get(SEQ);
        if (seq == null || !seq.isNumber() || !document.isDocument(ROW)) {
            throw new MalformedRecord("not a row of " + view.name());
        }
        var fields = new BsonFieldReader(document.getDocument(ROW));
        return new Row<>(seq.asNumber().longValue(), view.records().read(fields));
    }

    static String id(BsonDocument document) {
        return document.getString(ID).getValue();
    }

    static boolean isTombstone(BsonDocument document) {
        return document.containsKey(GONE_AT);
    }

    /** The same without its id and batch. */
    static BsonDocument content(BsonDocument document) {
        return new BsonDocument(SEQ, document.get(SEQ)).append(ROW, document.get(ROW));
    }
}
