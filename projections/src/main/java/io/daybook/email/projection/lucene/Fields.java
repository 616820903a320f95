package io.daybook.email.projection.lucene;

import io.daybook.email.EmailFilter.TextField;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** The names of what a document holds. */
final class Fields {
    /** The document's key: the number that its email had first. As a term, and as a column. */
    static final String KEY = "key";

    static final String KEY_COLUMN = "keys";

    /** Column: the number that the email has now. */
    static final String EMAIL = "email";

    /** Column: the SHA-256 of the message. */
    static final String BLOB = "blob";

    /** Terms: the names of the header fields, in lower case. */
    static final String NAME = "name";

    /** Terms: the words of header fields that have no index of their own, see {@link #named}. */
    static final String WORD = "word";

    /**
     * Terms: the names of the header fields whose words do not tell all that their values contain:
     * one was cut, or folding the value gives others.
     */
    static final String CUT = "cut";

    static final String BODY = "body";

    /** Header fields that have an index of their own. */
    static final List<String> HEADERS = List.of("from", "to", "cc", "bcc", "subject");

    private static final List<String> ANYWHERE =
            List.of("from", "to", "cc", "bcc", "subject", BODY);

    private static final char SEPARATOR = '\0';

    static final FieldType TEXT = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true);
    static final FieldType TERMS = type(IndexOptions.DOCS, true);
    static final FieldType TERM = type(IndexOptions.DOCS, false);

    private Fields() {}

    static List<String> of(TextField field) {
        return switch (field) {
            case ANYWHERE -> ANYWHERE;
            case FROM, TO, CC, BCC, SUBJECT, BODY -> List.of(field.name().toLowerCase(Locale.ROOT));
        };
    }

    static Term key(int key) {
        return new Term(
                KEY,
                new BytesRef(
                        new byte[] {
                            (byte) (key >>> 24), (byte) (key >>> 16), (byte) (key >>> 8), (byte) key
                        }));
    }

    /** A word of a header field, as a term that belongs to the name. */
    static String named(String headerName, String word) {
        return headerName + SEPARATOR + word;
    }

    private static FieldType type(IndexOptions options, boolean isTokenized) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(isTokenized);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
