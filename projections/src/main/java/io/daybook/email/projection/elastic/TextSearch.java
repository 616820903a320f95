package io.daybook.email.projection.elastic;

import io.daybook.core.BlobId;
import io.daybook.email.projection.elastic.Elastic.Refused;
import io.daybook.email.projection.elastic.Progress.Reached;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Finds all documents of a scope that match, a page at a time. The first page brings the progress
 * of the account as the same shard shows it at the same moment.
 */
final class TextSearch {
    private final Elastic elastic;
    private final TextLayout layout;

    TextSearch(Elastic elastic, TextLayout layout) {
        this.elastic = elastic;
        this.layout = layout;
    }

    interface Visitor {
        /**
         * @param version of the document
         */
        void visit(int email, BlobId message, long version);
    }

    /**
     * Visits what matches, ascending.
     *
     * @return what the search has seen at least
     */
    Reached visit(Scope scope, JsonNode query, Visitor visitor) {
        Reached seen = Reached.NOTHING;
        long after = Progress.AS_EMAIL - 1;
        List<JsonNode> page;
        do {
            page = page(scope, query, after);
            for (var hit : page) {
                var fields = hit.path("fields");
                after = fields.path("email").path(0).asLong();
                if (after == Progress.AS_EMAIL) {
                    seen = reached(hit);
                } else {
                    var blob = new BlobId(fields.path("blob").path(0).asString());
                    visitor.visit((int) after, blob, hit.path("_version").asLong());
                }
            }
        } while (page.size() == TextLayout.LARGEST_PAGE);
        return seen;
    }

    private static Reached reached(JsonNode hit) {
        var fields = hit.path("fields");
        return new Reached(
                fields.path("generation").path(0).asInt(), fields.path("seq").path(0).asLong());
    }

    private List<JsonNode> page(Scope scope, JsonNode query, long after) {
        var emails =
                TextQueries.all(List.of(Json.of("term", Json.of("scope", scope.key())), query));
        var progress = Json.of("term", Json.of("progress", scope.account().value()));
        boolean isFirst = after < Progress.AS_EMAIL;
        var body =
                Json.object()
                        .put("size", TextLayout.LARGEST_PAGE)
                        .put("track_total_hits", false)
                        .put("version", true)
                        .put("_source", false);
        body.set("query", isFirst ? TextQueries.any(List.of(emails, progress)) : emails);
        body.set("sort", Json.array().add(Json.of("email", "asc")));
        body.set("docvalue_fields", fields(isFirst));
        if (!isFirst) {
            body.set("search_after", Json.array().add(after));
        }
        return hits(scope, body);
    }

    private static ArrayNode fields(boolean withProgress) {
        var fields = Json.array().add("email").add("blob");
        return withProgress ? fields.add("generation").add("seq") : fields;
    }

    private List<JsonNode> hits(Scope scope, JsonNode body) {
        var hits = new ArrayList<JsonNode>();
        var answer = send(scope, body);
        if (answer != null) {
            answer.path("hits").path("hits").forEach(hits::add);
        }
        return hits;
    }

    /** The answer of the one shard that has the account; null when there is no index. */
    private @Nullable JsonNode send(Scope scope, JsonNode body) {
        String account = scope.account().value();
        var parameters =
                Map.of(
                        "routing",
                        account,
                        "preference",
                        account,
                        "allow_partial_search_results",
                        "false",
                        "filter_path",
                        "hits.hits.fields,hits.hits._version");
        try {
            return elastic.send("POST", "/" + layout.index() + "/_search", parameters, body);
        } catch (Refused e) {
            if (!Progress.isIndexGone(e)) {
                throw e;
            }
            layout.isGone();
            return null;
        }
    }
}
