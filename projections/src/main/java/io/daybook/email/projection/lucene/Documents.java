package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.text.HeaderTexts;
import io.daybook.email.projection.text.Words;
import io.daybook.mime.Digest;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.SearchText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.util.BytesRef;

/** Makes the document of an email from its message. */
final class Documents {
    private final StoredMessages messages;

    Documents(StoredMessages messages) {
        this.messages = messages;
    }

    /** A message that is gone, because the email was destroyed later, gives an empty document. */
    Document of(AccountId account, AddedEmail email) {
        var document = new Document();
        int key = email.email().value();
        document.add(new Field(Fields.KEY, Fields.key(key).bytes(), Fields.TERM));
        document.add(new NumericDocValuesField(Fields.KEY_COLUMN, key));
        document.add(new NumericDocValuesField(Fields.EMAIL, key));
        byte[] hash = email.blob().sha256Octets();
        document.add(new BinaryDocValuesField(Fields.BLOB, new BytesRef(hash)));
        byte[] octets = messages.octets(account, email.blob());
        if (octets != null) {
            addContent(document, octets, messages.digest(account, email.blob(), octets));
        }
        return document;
    }

    private static void addContent(Document document, byte[] octets, Digest digest) {
        for (var name : Fields.HEADERS) {
            addText(document, name, HeaderTexts.of(digest, name));
        }
        addText(document, Fields.BODY, SearchText.of(octets, digest));
        addHeaders(document, digest);
    }

    private static void addText(Document document, String field, String text) {
        if (!text.isEmpty()) {
            document.add(new Field(field, new WordStream(text), Fields.TEXT));
        }
    }

    private static void addHeaders(Document document, Digest digest) {
        var names = new HashSet<String>();
        var words = new HashSet<String>();
        var cut = new HashSet<String>();
        for (var field : digest.headers().all()) {
            var name = field.name().toLowerCase(Locale.ROOT);
            names.add(name);
            if (HeaderTexts.isIndexed(name)) {
                addWords(name, HeaderForms.asText(field.value()), words, cut);
            }
        }
        addTerms(document, Fields.NAME, names);
        addTerms(document, Fields.WORD, words);
        addTerms(document, Fields.CUT, cut);
    }

    private static void addWords(String name, String text, Set<String> all, Set<String> cut) {
        boolean hasOwnIndex = Fields.HEADERS.contains(name);
        var words = new Words(text);
        for (var word = words.next(); word != null; word = words.next()) {
            if (word.kind() == Words.Kind.CUT) {
                cut.add(name);
            }
            if (!hasOwnIndex) {
                all.add(Fields.named(name, word.text()));
            }
        }
    }

    private static void addTerms(Document document, String field, Set<String> terms) {
        if (!terms.isEmpty()) {
            document.add(new Field(field, new TermStream(terms), Fields.TERMS));
        }
    }
}
