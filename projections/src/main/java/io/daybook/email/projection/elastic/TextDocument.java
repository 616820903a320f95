package io.daybook.email.projection.elastic;

import io.daybook.core.BlobId;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.text.Folding;
import io.daybook.email.projection.text.HeaderTexts;
import io.daybook.email.projection.text.Words;
import io.daybook.mime.Digest;
import io.daybook.mime.HeaderForms;
import io.daybook.mime.SearchText;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Makes the document of an email from its message. */
final class TextDocument {
    private final StoredMessages messages;

    TextDocument(StoredMessages messages) {
        this.messages = messages;
    }

    /** A message that is gone, because the email was destroyed later, gives one without texts. */
    ObjectNode of(Scope scope, int email, BlobId blob) {
        var document = bare(scope, email, blob);
        byte[] octets = messages.octets(scope.account(), blob);
        if (octets != null) {
            var digest = messages.digest(scope.account(), blob, octets);
            var terms = new Terms(scope);
            for (var name : Terms.HEADERS) {
                add(document, name, terms.texts(HeaderTexts.of(digest, name)));
            }
            add(document, Terms.BODY, terms.texts(SearchText.of(octets, digest)));
            addHeaders(document, digest, terms);
        }
        return document;
    }

    /** One that only a blank text finds. */
    static ObjectNode bare(Scope scope, int email, BlobId blob) {
        return Json.of("scope", scope.key()).put("email", email).put("blob", blob.value());
    }

    private static void addHeaders(ObjectNode document, Digest digest, Terms terms) {
        var names = new LinkedHashSet<String>();
        var words = new LinkedHashSet<String>();
        var cut = new LinkedHashSet<String>();
        for (var field : digest.headers().all()) {
            var name = field.name().toLowerCase(Locale.ROOT);
            names.add(terms.name(name));
            if (HeaderTexts.isIndexed(name)) {
                // Folded first, as the text is that is searched for: a sign may fold to words.
                var value = Folding.foldValue(HeaderForms.asText(field.value()));
                addWords(name, value, terms, words, cut);
            }
        }
        add(document, "name", names);
        add(document, "word", words);
        add(document, "cut", cut);
    }

    private static void addWords(
            String name, String text, Terms terms, Set<String> all, Set<String> cut) {
        var words = new Words(text);
        for (var word = words.next(); word != null; word = words.next()) {
            if (word.kind() == Words.Kind.CUT) {
                cut.add(terms.name(name));
            }
            all.add(terms.named(name, word.text()));
        }
    }

    private static void add(ObjectNode document, String field, Collection<String> texts) {
        if (!texts.isEmpty()) {
            var values = document.putArray(field);
            texts.forEach(values::add);
        }
    }
}
