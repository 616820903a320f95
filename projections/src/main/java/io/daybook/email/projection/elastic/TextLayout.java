package io.daybook.email.projection.elastic;

import io.daybook.core.Unavailable;
import io.daybook.core.cluster.ElasticSettings;
import io.daybook.email.projection.elastic.Elastic.Refused;
import io.daybook.email.projection.text.Words;
import io.daybook.mime.MessageParser;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The index, whose name tells the layout of its documents and the versions of what makes them: a
 * new one begins empty beside the old one, which nodes of an older version still use.
 */
final class TextLayout {
    private static final Logger LOG = LoggerFactory.getLogger(TextLayout.class);

    /** Changes with everything below, and with what {@link TextDocument} makes. */
    private static final int LAYOUT = 1;

    private static final int PRIORITY = 500;

    static final int LARGEST_PAGE = 10_000;

    /** How long Elasticsearch remembers what was deleted: no worker may be late by more. */
    private static final String TOMBSTONES = "1h";

    private final Elastic elastic;
    private final String alias;
    private final String name;
    private final int shards;
    private volatile boolean isThere;

    TextLayout(Elastic elastic, ElasticSettings settings, int shards) {
        this.elastic = elastic;
        alias = settings.indexPrefix() + "-text";
        name = alias + "-" + LAYOUT + "." + MessageParser.VERSION + "." + Words.VERSION;
        this.shards = shards;
    }

    /** The name of the index, which is made when it is not there. */
    String index() {
        if (!isThere) {
            create();
            isThere = true;
        }
        return name;
    }

    /** Looks again, after the index was not found. */
    void isGone() {
        isThere = false;
    }

    /** What is wrong with the index and not with what was to be written there. */
    Unavailable refused(String reason) {
        isGone();
        return new Unavailable("the text index takes nothing: " + Elastic.shortened(reason));
    }

    private synchronized void create() {
        if (isThere) {
            return;
        }
        try {
            // Nobody who writes after the index was deleted makes one by that: it would have what
            // comes and lack what was there.
            elastic.send("PUT", "/_index_template/" + name, Map.of(), template());
            elastic.send("PUT", "/" + name, Map.of());
            LOG.info("The text index {} is new; the texts of all accounts go into it.", name);
        } catch (Refused e) {
            if (!e.says("resource_already_exists_exception")) {
                throw e;
            }
        }
        elastic.send("POST", "/_aliases", Map.of(), aliasOnlyHere());
    }

    private JsonNode aliasOnlyHere() {
        return Json.parse(
                """
                {"actions": [
                  {"remove": {"index": "%1$s-*", "alias": "%1$s", "must_exist": false}},
                  {"add": {"index": "%2$s", "alias": "%1$s"}}
                ]}
                """
                        .formatted(alias, name));
    }

    private JsonNode template() {
        var template = Json.object().put("priority", PRIORITY).put("allow_auto_create", false);
        template.set("index_patterns", Json.array().add(name));
        template.set("template", definition());
        return template;
    }

    private JsonNode definition() {
        return Json.parse(
                """
                {
                  "settings": {
                    "number_of_shards": %d,
                    "auto_expand_replicas": "0-1",
                    "refresh_interval": "1s",
                    "gc_deletes": "%s",
                    "max_result_window": %d
                  },
                  "mappings": {
                    "dynamic": "strict",
                    "_routing": {"required": true},
                    "_source": {"includes": ["account", "generation", "seq", "blob"]},
                    "properties": {
                      "account": {"type": "keyword"},
                      "generation": {"type": "integer", "index": false},
                      "seq": {"type": "long", "index": false},
                      "progress": {"type": "keyword", "doc_values": false},
                      "scope": {"type": "keyword", "doc_values": false},
                      "email": {"type": "integer", "index": false},
                      "blob": {"type": "keyword", "index": false},
                      "refused": {"type": "keyword", "ignore_above": 1000},
                      "name": {"type": "keyword", "doc_values": false},
                      "word": {"type": "keyword", "doc_values": false},
                      "cut": {"type": "keyword", "doc_values": false},
                      "from": %4$s, "to": %4$s, "cc": %4$s, "bcc": %4$s, "subject": %4$s,
                      "body": %4$s
                    }
                  }
                }
                """
                        .formatted(
                                shards,
                                TOMBSTONES,
                                LARGEST_PAGE,
                                "{\"type\": \"text\", \"analyzer\": \"whitespace\", \"norms\": false}"));
    }
}
