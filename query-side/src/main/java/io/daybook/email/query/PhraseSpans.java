package io.daybook.email.query;

import io.daybook.email.projection.text.TextQuery.Phrase;
import io.daybook.email.projection.text.Words;
import io.daybook.email.projection.text.Words.Kind;
import io.daybook.email.projection.text.Words.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Finds where phrases are in a text. Reads through the text once. */
final class PhraseSpans {
    private static final int MAX_SPANS = 500;

    /**
     * A place in a text, in chars.
     *
     * @param phrase the index of the phrase that is there
     */
    record Span(int start, int end, int phrase) {}

    private PhraseSpans() {}

    /** In the order of their ends; no more than a few hundred. */
    static List<Span> find(List<Phrase> phrases, String text) {
        var byLastWord = new HashMap<String, List<Integer>>();
        var prefixes = new ArrayList<Integer>();
        for (int i = 0; i < phrases.size(); i++) {
            var last = phrases.get(i).words().getLast();
            (phrases.get(i).isPrefix()
                            ? prefixes
                            : byLastWord.computeIfAbsent(last, _ -> new ArrayList<>()))
                    .add(i);
        }
        var spans = new ArrayList<Span>();
        int longest = phrases.stream().mapToInt(phrase -> phrase.words().size()).max().orElse(0);
        var recent = new ArrayList<Word>();
        var words = new Words(text);
        for (var word = words.next();
                word != null && longest > 0 && spans.size() < MAX_SPANS;
                word = words.next()) {
            recent.add(word);
            addThoseThatEnd(
                    byLastWord.getOrDefault(word.text(), List.of()), phrases, recent, spans);
            addThoseThatEnd(prefixes, phrases, recent, spans);
            if (recent.size() > 2 * longest + 64) {
                recent.subList(0, recent.size() - longest).clear();
            }
        }
        return spans;
    }

    /** Adds a span for each of the candidates that ends at the most recent word. */
    private static void addThoseThatEnd(
            List<Integer> candidates, List<Phrase> phrases, List<Word> recent, List<Span> spans) {
        for (int index : candidates) {
            var phrase = phrases.get(index);
            int first = recent.size() - phrase.words().size();
            if (first >= 0 && phrase.isAt(recent, first)) {
                spans.add(span(phrase, index, recent.get(first), recent.getLast()));
            }
        }
    }

    private static Span span(Phrase phrase, int index, Word first, Word last) {
        int asked = phrase.words().getLast().length();
        boolean isHalfPair = last.kind() == Kind.PAIR && asked < last.text().length();
        int end = isHalfPair ? Math.min(last.end(), last.start() + asked) : last.end();
        return new Span(first.start(), end, index);
    }
}
