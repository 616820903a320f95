package io.daybook.archive.file;

import io.daybook.archive.Contents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an archive says last: {@code manifest.json}.
 *
 * @param opening hexadecimal SHA-256 of {@code archive.json}
 * @param userHead hexadecimal; the end of the chain of the user's stream, null without one
 */
public record Manifest(
        Contents contents, String opening, @Nullable String userHead, List<Part> parts) {
    /**
     * @param octets of the entry as it is in the archive
     * @param sha256 of them, hexadecimal
     */
    public record Part(String name, long octets, String sha256) {}

    public Manifest {
        parts = List.copyOf(parts);
    }

    ObjectNode json() {
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("account", contents.account())
                        .put("owner", contents.owner())
                        .put("epoch", contents.epoch())
                        .put("firstEvent", contents.firstEvent())
                        .put("events", contents.events())
                        .put("head", contents.head())
                        .put("blobs", contents.blobs())
                        .put("blobOctets", contents.blobOctets())
                        .put("gone", contents.gone())
                        .put("user", contents.user())
                        .put("userEvents", contents.userEvents())
                        .put("userHead", userHead)
                        .put("opening", opening);
        var list = json.putArray("parts");
        parts.forEach(part ->
                list.addObject()
                        .put("name", part.name())
                        .put("octets", part.octets())
                        .put("sha256", part.sha256()));
        return json;
    }

    /**
     * @throws FlawFound when something is missing
     */
    static Manifest of(JsonNode json) throws FlawFound {
        try {
            var parts = new ArrayList<Part>();
            for (JsonNode part : json.required("parts")) {
                parts.add(
                        new Part(
                                part.required("name").asString(),
                                part.required("octets").asLong(),
                                part.required("sha256").asString()));
            }
            return new Manifest(
                    contents(json),
                    json.required("opening").asString(),
                    text(json, "userHead"),
                    parts);
        } catch (RuntimeException e) {
            // Jackson has many failures, and all mean the same here.
            throw FlawFound.broken(Names.MANIFEST);
        }
    }

    private static Contents contents(JsonNode json) {
        return new Contents(
                json.required("account").asString(),
                json.required("owner").asString(),
                json.required("epoch").asString(),
                json.required("firstEvent").asLong(),
                json.required("events").asLong(),
                json.required("head").asString(),
                json.required("blobs").asLong(),
                json.required("blobOctets").asLong(),
                json.required("gone").asLong(),
                text(json, "user"),
                json.required("userEvents").asLong());
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.required(name);
        return value.isNull() ? null : value.asString();
    }
}
