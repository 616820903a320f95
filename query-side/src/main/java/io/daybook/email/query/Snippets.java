package io.daybook.email.query;

import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.text.TextQuery;
import io.daybook.email.projection.text.TextQuery.Phrase;
import io.daybook.email.query.PhraseSpans.Span;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows what in a message matched the texts of a filter (RFC 8621 section 5), as HTML that holds no
 * markup but {@code <mark>}.
 */
final class Snippets {
    /** Octets of a preview. */
    static final int MAX_PREVIEW = 255;

    /** Chars from the first match within which more matches make a section better. */
    private static final int SECTION = 160;

    private final List<Phrase> ofSubject;
    private final List<Phrase> ofBody;

    Snippets(List<Text> texts) {
        this.ofSubject = phrases(texts, Set.of(TextField.ANYWHERE, TextField.SUBJECT));
        this.ofBody = phrases(texts, Set.of(TextField.ANYWHERE, TextField.BODY));
    }

    private static List<Phrase> phrases(List<Text> texts, Set<TextField> fields) {
        return texts.stream()
                .filter(text -> fields.contains(text.field()))
                .flatMap(text -> phrases(text.text()))
                .distinct()
                .toList();
    }

    private static Stream<Phrase> phrases(String text) {
        return TextQuery.parse(text).phrases().stream();
    }

    /** Whether no preview can come of it, so that the body need not be read. */
    boolean ignoresBody() {
        return ofBody.isEmpty();
    }

    /** The whole subject, marked; null when nothing in it matches. */
    @Nullable String subject(String subject) {
        var spans = PhraseSpans.find(ofSubject, subject);
        return spans.isEmpty() ? null : new MarkedText(subject, spans, Integer.MAX_VALUE).whole();
    }

    /** A section of the body, marked; null when nothing in it matches. */
    @Nullable String preview(String body) {
        var spans = PhraseSpans.find(ofBody, body);
        return spans.isEmpty()
                ? null
                : new MarkedText(body, spans, MAX_PREVIEW).around(best(spans).start());
    }

    /** The first of those that have the most different phrases in their section. */
    private static Span best(List<Span> spans) {
        var best = spans.getFirst();
        int most = 0;
        for (int i = 0; i < spans.size(); i++) {
            var different = new BitSet();
            int end = spans.get(i).start() + SECTION;
            for (int j = i; j < spans.size() && spans.get(j).end() <= end; j++) {
                different.set(spans.get(j).phrase());
            }
            if (different.cardinality() > most) {
                most = different.cardinality();
                best = spans.get(i);
            }
        }
        return best;
    }
}
