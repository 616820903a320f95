package io.daybook.email.projection.elastic;

import io.daybook.core.BlobId;
import io.daybook.email.projection.StoredMessages;
import io.daybook.email.projection.elastic.Bulk.Item;
import io.daybook.email.projection.elastic.Changes.Change;
import io.daybook.view.Sequenced;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the documents of emails. In a generation that is searched each has the sequence number of
 * its event, plus one, as its version, so that a worker who is late changes nothing. A draft has
 * one writer, who may write the same events there again a moment later; what Elasticsearch still
 * remembers of the deletes of the first time must not stand in the way, so all versions are 0.
 */
final class TextWriter {
    private static final Logger LOG = LoggerFactory.getLogger(TextWriter.class);

    private final Elastic elastic;
    private final TextLayout layout;
    private final TextDocument documents;
    private final boolean isDraft;

    TextWriter(Elastic elastic, TextLayout layout, StoredMessages messages, boolean isDraft) {
        this.elastic = elastic;
        this.layout = layout;
        this.documents = new TextDocument(messages);
        this.isDraft = isDraft;
    }

    /**
     * What is new comes before what goes: an email that gets another number is found by one of them
     * at any moment, and its message too, if this has to be done again.
     */
    void write(Scope scope, List<Sequenced> events) {
        var changes = new Changes(emails -> stored(scope, emails)).of(events);
        var bulk = new Bulk(elastic, layout, (item, reason) -> refused(scope, item, reason));
        changes.forEach((email, change) -> {
            if (change.blob() != null) {
                var document = documents.of(scope, email, change.blob());
                bulk.add(new Item(action("index", scope, email, version(change)), document));
            }
        });
        bulk.flush();
        changes.forEach((email, change) -> {
            if (change.blob() == null) {
                bulk.add(new Item(action("delete", scope, email, version(change)), null));
            }
        });
        bulk.flush();
    }

    private long version(Change change) {
        return isDraft ? 0 : change.seq() + 1;
    }

    private static ObjectNode action(String name, Scope scope, int email, long version) {
        return Json.of(
                name,
                address(scope, email).put("version", version).put("version_type", "external_gte"));
    }

    private static ObjectNode address(Scope scope, int email) {
        return Json.of("_id", scope.document(email)).put("routing", scope.account().value());
    }

    /** Found by nothing but a blank text, until it is indexed again. */
    private static Item refused(Scope scope, Item item, String reason) {
        var document = item.document();
        if (document == null) {
            throw new IllegalStateException("Elasticsearch does not delete: " + reason);
        }
        int email = document.path("email").asInt();
        LOG.warn(
                "The text of e{} of {} cannot be searched, as Elasticsearch refuses it: {}",
                email,
                scope.account(),
                reason);
        var bare = TextDocument.bare(scope, email, new BlobId(document.path("blob").asString()));
        return new Item(
                item.action(), bare.put("account", scope.account().value()).put("refused", reason));
    }

    private Map<Integer, BlobId> stored(Scope scope, List<Integer> emails) {
        if (emails.isEmpty()) {
            return Map.of();
        }
        var wanted = Json.array(emails.stream().map(email -> address(scope, email)).toList());
        var answer =
                elastic.send(
                        "POST",
                        "/" + layout.index() + "/_mget",
                        Map.of("filter_path", "docs.found,docs.error,docs._source.blob"),
                        Json.of("docs", wanted));
        var blobs = new HashMap<Integer, BlobId>();
        for (int i = 0; i < emails.size(); i++) {
            JsonNode found = answer.path("docs").path(i);
            if (!found.has("found")) {
                throw layout.refused(found.path("error").toString());
            }
            if (found.path("found").asBoolean()) {
                blobs.put(emails.get(i), new BlobId(found.path("_source").path("blob").asString()));
            }
        }
        return blobs;
    }

    /**
     * Takes all documents of a scope away; what a search does not show yet stays. Each goes at its
     * own version: Elasticsearch remembers that, and the same events may be written there again.
     */
    void purge(Scope scope, TextSearch search) {
        var bulk = new Bulk(elastic, layout, (item, reason) -> refused(scope, item, reason));
        search.visit(
                scope,
                TextQueries.everything(),
                (email, _, version) ->
                        bulk.add(new Item(action("delete", scope, email, version), null)));
        bulk.flush();
    }
}
