package io.daybook.email.projection.lucene;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailEvent.AddedEmail;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.text.Folding;
import io.daybook.email.projection.text.HeaderTexts;
import io.daybook.email.projection.text.Words;
import io.daybook.email.projection.text.Words.Word;
import io.daybook.mime.Digest;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.SearchText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Makes the document of an email from its message. */
final class Documents {
    /** Changes whenever the document of some message would come out differently. */
    static final int VERSION = 2;

    private final StoredMessages messages;

    Documents(StoredMessages messages) {
        this.messages = messages;
    }

    /** A message that is gone, because the email was destroyed later, gives an empty document. */
    Document of(AccountId account, AddedEmail email) {
        var document = ofKept(account, email.email().value(), email.blob());
        return document == null ? empty(email.email().value(), email.blob()) : document;
    }

    /** The document, or null when the message is gone. */
    @Nullable Document ofKept(AccountId account, int email, BlobId message) {
        byte[] octets = messages.octets(account, message);
        if (octets == null) {
            return null;
        }
        var document = empty(email, message);
        addContent(document, octets, messages.digest(account, message, octets));
        return document;
    }

    private static Document empty(int key, BlobId message) {
        var document = new Document();
        document.add(new Field(Fields.KEY, Fields.key(key).bytes(), Fields.TERM));
        document.add(new NumericDocValuesField(Fields.KEY_COLUMN, key));
        document.add(new NumericDocValuesField(Fields.EMAIL, key));
        byte[] hash = message.sha256Octets();
        document.add(new BinaryDocValuesField(Fields.BLOB, new BytesRef(hash)));
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

    private static void addWords(String name, String value, Set<String> all, Set<String> cut) {
        // Folded first, as the text is that is searched for: a sign may fold to words.
        var words = Words.of(Folding.foldValue(value));
        boolean isCut = words.stream().anyMatch(word -> word.kind() == Words.Kind.CUT);
        if (!Fields.HEADERS.contains(name)) {
            words.forEach(word -> all.add(Fields.named(name, word.text())));
        } else if (!texts(words).equals(texts(Words.of(value)))) {
            // What its own index has are the words of the value as it is.
            isCut = true;
        }
        if (isCut) {
            cut.add(name);
        }
    }

    private static List<String> texts(List<Word> words) {
        return words.stream().map(Word::text).toList();
    }

    private static void addTerms(Document document, String field, Set<String> terms) {
        if (!terms.isEmpty()) {
            document.add(new Field(field, new TermStream(terms), Fields.TERMS));
        }
    }
}
