package io.daybook.email.projection.elastic;

import io.daybook.core.BlobId;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.elastic.Progress.Reached;
import io.daybook.email.projection.text.Folding;
import io.daybook.email.projection.text.HeaderTexts;
import io.daybook.email.projection.text.TextQuery;
import io.daybook.email.projection.text.WordPiece;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.JsonNode;

/**
 * Answers conditions exactly: the index leads to the emails that may match, and where words alone
 * do not decide, the digests of the messages do.
 */
final class Conditions {
    /** Phrases of one search; longer texts take several. */
    private static final int MOST_PHRASES = 64;

    /** Words of a header's text that are looked up; the digests decide about the others. */
    private static final int MOST_PIECES = 16;

    /** Digests that are read in one go. */
    private static final int PAGE = 500;

    private final TextSearch search;
    private final StoredMessages messages;

    Conditions(TextSearch search, StoredMessages messages) {
        this.search = search;
        this.messages = messages;
    }

    /**
     * @param seen what all searches have seen at least
     */
    record Found(RoaringBitmap emails, Reached seen) {
        /** What was found by both. */
        Found and(Found other) {
            emails.and(other.emails);
            return new Found(emails, least(other.seen));
        }

        /** What was found by either. */
        Found or(Found other) {
            emails.or(other.emails);
            return new Found(emails, least(other.seen));
        }

        private Reached least(Reached other) {
            return other.version() < seen.version() ? other : seen;
        }
    }

    Found find(Scope scope, Text condition) {
        var query = TextQuery.parse(condition.text());
        var queries = new TextQueries(scope);
        var phrases =
                new ArrayList<>(new LinkedHashSet<>(query.phrases()))
                        .stream().map(phrase -> queries.phrase(condition.field(), phrase)).toList();
        if (phrases.isEmpty()) {
            return query.isBlank()
                    ? find(scope, TextQueries.everything())
                    : find(scope, Json.of("match_none", Json.object()));
        }
        var found = find(scope, some(phrases, 0));
        for (int from = MOST_PHRASES; from < phrases.size(); from += MOST_PHRASES) {
            found = found.and(find(scope, some(phrases, from)));
        }
        return found;
    }

    private static JsonNode some(List<JsonNode> phrases, int from) {
        return TextQueries.all(
                phrases.subList(from, Math.min(from + MOST_PHRASES, phrases.size())));
    }

    private Found find(Scope scope, JsonNode query) {
        var emails = new RoaringBitmap();
        var seen = search.visit(scope, query, (email, _, _) -> emails.add(email));
        return new Found(emails, seen);
    }

    Found find(Scope scope, Header condition) {
        var name = condition.name().toLowerCase(Locale.ROOT);
        var text = condition.text() == null ? "" : Folding.foldValue(condition.text());
        var queries = new TextQueries(scope);
        var named = queries.hasHeader(name);
        if (text.isEmpty()) {
            return find(scope, named);
        }
        if (!HeaderTexts.isIndexed(name)) {
            return verified(scope, named, name, text);
        }
        var pieces = WordPiece.of(text);
        var likely = new ArrayList<JsonNode>();
        likely.add(named);
        pieces.stream()
                .limit(MOST_PIECES)
                .map(piece -> queries.hasPiece(name, piece))
                .forEach(likely::add);
        var candidates = TextQueries.all(likely);
        var cut = queries.isCut(name);
        return pieces.size() == 1 && pieces.getFirst().isWholeText(text)
                ? find(scope, candidates)
                        .or(verified(scope, TextQueries.butNot(cut, candidates), name, text))
                : verified(scope, TextQueries.any(List.of(candidates, cut)), name, text);
    }

    /** Those whose digest has the text in a field of the name. */
    private Found verified(Scope scope, JsonNode query, String name, String text) {
        var numbers = new ArrayList<Integer>();
        var blobs = new ArrayList<BlobId>();
        var seen =
                search.visit(
                        scope,
                        query,
                        (email, blob, _) -> {
                            numbers.add(email);
                            blobs.add(blob);
                        });
        var emails = new RoaringBitmap();
        for (int from = 0; from < blobs.size(); from += PAGE) {
            var page = blobs.subList(from, Math.min(from + PAGE, blobs.size()));
            var digests = messages.digests(scope.account(), page);
            for (int i = 0; i < digests.size(); i++) {
                var digest = digests.get(i);
                if (digest != null && HeaderTexts.contain(digest, name, text)) {
                    emails.add(numbers.get(from + i));
                }
            }
        }
        return new Found(emails, seen);
    }
}
