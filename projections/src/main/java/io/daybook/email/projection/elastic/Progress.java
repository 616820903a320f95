package io.daybook.email.projection.elastic;

import io.daybook.core.AccountId;
import io.daybook.email.projection.elastic.Elastic.Refused;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far the index has come with each account: a document beside those of its emails, in the same
 * shard. It is written after they were, so whoever sees it in a search sees them too; and it never
 * goes back, whoever writes it.
 */
final class Progress {
    private static final int SEQ_BITS = 40;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 1_000;

    /** Sorts before all emails. */
    static final int AS_EMAIL = -1;

    private final Elastic elastic;
    private final TextLayout layout;

    Progress(Elastic elastic, TextLayout layout) {
        this.elastic = elastic;
        this.layout = layout;
    }

    /**
     * @param generation whose documents are searched
     * @param seq up to which the stream is in them, or -1
     */
    record Reached(int generation, long seq) {
        static final Reached NOTHING = new Reached(0, -1);

        long version() {
            return ((long) generation << SEQ_BITS) | (seq + 1);
        }
    }

    /** What was written last, whether it can be found yet or not. */
    Reached read(AccountId account) {
        try {
            var routing = Map.of("routing", account.value());
            return reached(elastic.send("GET", path(account), routing).path("_source"));
        } catch (Refused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            if (isIndexGone(e)) {
                layout.isGone();
            }
            return Reached.NOTHING;
        }
    }

    static boolean isIndexGone(Refused refused) {
        return refused.status() == NOT_FOUND && refused.says("index_not_found");
    }

    /**
     * Writes it unless more is written already.
     *
     * @param isToBeFound whether all that was written to the account's shard can be found at the
     *     end; other shards are let alone
     * @return whether it was written
     */
    boolean write(AccountId account, Reached reached, boolean isToBeFound) {
        var parameters =
                Map.of(
                        "routing",
                        account.value(),
                        "version",
                        Long.toString(reached.version()),
                        "version_type",
                        "external_gte",
                        "refresh",
                        Boolean.toString(isToBeFound));
        try {
            elastic.send("PUT", path(account), parameters, document(account, reached));
            return true;
        } catch (Refused e) {
            if (isIndexGone(e)) {
                throw layout.refused(String.valueOf(e.getMessage()));
            }
            if (e.status() != CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    private static ObjectNode document(AccountId account, Reached reached) {
        return Json.of("progress", account.value())
                .put("account", account.value())
                .put("email", AS_EMAIL)
                .put("generation", reached.generation())
                .put("seq", reached.seq());
    }

    void delete(AccountId account) {
        try {
            elastic.send("DELETE", path(account), Map.of("routing", account.value()));
        } catch (Refused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private String path(AccountId account) {
        return "/" + layout.index() + "/_doc/p:" + account.value();
    }

    interface Visitor {
        void visit(AccountId account, Reached reached);
    }

    /** Visits all accounts that can be found. */
    void forEach(Visitor visitor) {
        var exists = Json.of("exists", Json.of("field", "progress"));
        JsonNode after = null;
        int found;
        do {
            var body = Json.object().put("size", PAGE).put("track_total_hits", false);
            body.set("query", exists);
            body.set("sort", Json.array().add(Json.of("account", "asc")));
            if (after != null) {
                body.set("search_after", after);
            }
            found = 0;
            for (var hit : hits(body)) {
                found++;
                after = hit.path("sort");
                var source = hit.path("_source");
                visitor.visit(new AccountId(source.path("account").asString()), reached(source));
            }
        } while (found == PAGE);
    }

    private JsonNode hits(JsonNode body) {
        var parameters = Map.of("filter_path", "hits.hits.sort,hits.hits._source");
        return elastic.send("POST", "/" + layout.index() + "/_search", parameters, body)
                .path("hits")
                .path("hits");
    }

    private static Reached reached(JsonNode source) {
        return new Reached(source.path("generation").asInt(), source.path("seq").asLong());
    }
}
