package io.daybook.email.projection.elastic;

import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.projection.text.TextQuery.Phrase;
import io.daybook.email.projection.text.WordPiece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions as queries over the documents of a scope. */
final class TextQueries {
    /** Words that the last one of a phrase may go on to. */
    private static final int MOST_EXPANSIONS = 1 << 16;

    private final Terms terms;

    TextQueries(Scope scope) {
        this.terms = new Terms(scope);
    }

    static JsonNode everything() {
        return Json.of("match_all", Json.object());
    }

    static JsonNode all(List<? extends JsonNode> queries) {
        return Json.of("bool", Json.of("filter", Json.array(queries)));
    }

    static JsonNode any(List<? extends JsonNode> queries) {
        var bool = Json.of("should", Json.array(queries)).put("minimum_should_match", 1);
        return Json.of("bool", bool);
    }

    static JsonNode butNot(JsonNode query, JsonNode not) {
        var bool = Json.object();
        bool.set("filter", query);
        bool.set("must_not", not);
        return Json.of("bool", bool);
    }

    JsonNode phrase(TextField field, Phrase phrase) {
        var queries = new ArrayList<JsonNode>();
        for (var name : Terms.fields(field)) {
            queries.add(phrase(name, phrase));
        }
        return any(queries);
    }

    private ObjectNode phrase(String field, Phrase phrase) {
        var words = phrase.words();
        if (words.size() == 1) {
            return about(
                    phrase.isPrefix() ? "prefix" : "term", field, terms.word(words.getFirst()));
        }
        var text = words.stream().map(terms::word).collect(Collectors.joining(" "));
        var query = Json.of("query", text);
        if (!phrase.isPrefix()) {
            return Json.of("match_phrase", Json.of(field, query));
        }
        query.put("max_expansions", MOST_EXPANSIONS);
        return Json.of("match_phrase_prefix", Json.of(field, query));
    }

    JsonNode hasHeader(String name) {
        return about("term", "name", terms.name(name));
    }

    /** Whether the index does not know the end of some word of the field. */
    JsonNode isCut(String name) {
        return about("term", "cut", terms.name(name));
    }

    /** Whether the field has a word of which the piece is a part. */
    JsonNode hasPiece(String name, WordPiece piece) {
        if (!piece.isLeftOpen()) {
            var word = terms.named(name, piece.word());
            return about(piece.isRightOpen() ? "prefix" : "term", "word", word);
        }
        var pattern =
                escaped(terms.named(name, ""))
                        + "*"
                        + escaped(Terms.inOnePiece(piece.word()))
                        + (piece.isRightOpen() ? "*" : "");
        return about("wildcard", "word", pattern);
    }

    private static String escaped(String text) {
        return text.replaceAll("[*?\\\\]", "\\\\$0");
    }

    private static ObjectNode about(String kind, String field, String term) {
        return Json.of(kind, Json.of(field, Json.of("value", term)));
    }
}
