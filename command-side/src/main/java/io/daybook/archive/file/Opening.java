package io.daybook.archive.file;

import io.daybook.archive.Flaw;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an archive says first: {@code archive.json}.
 *
 * @param firstEvent 0, or where a later part of the stream begins
 * @param previous the hash of the event before the first
 */
public record Opening(
        String writtenBy,
        String writtenAt,
        String account,
        String owner,
        String epoch,
        long firstEvent,
        byte[] previous) {
    private static final String NAME = "daybook account archive";
    private static final int FORMAT = 1;
    private static final HexFormat HEX = HexFormat.of();

    ObjectNode json(ObjectNode lock) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", NAME)
                .put("format", FORMAT)
                .put("writtenBy", writtenBy)
                .put("writtenAt", writtenAt)
                .put("account", account)
                .put("owner", owner)
                .put("epoch", epoch)
                .put("firstEvent", firstEvent)
                .put("previousHash", HEX.formatHex(previous))
                .set("lock", lock);
    }

    /**
     * @throws FlawFound when it is not the opening of an archive, or of a newer one
     */
    static Opening of(JsonNode json) throws FlawFound {
        if (!json.path("what").asString("").equals(NAME)) {
            throw new FlawFound(new Flaw.NotAnArchive());
        }
        String writtenBy = json.path("writtenBy").asString("another Daybook");
        int format = json.path("format").asInt(0);
        if (format > FORMAT) {
            throw new FlawFound(new Flaw.Newer(writtenBy, "archive format " + format));
        }
        try {
            return new Opening(
                    writtenBy,
                    json.required("writtenAt").asString(),
                    json.required("account").asString(),
                    json.required("owner").asString(),
                    json.required("epoch").asString(),
                    json.required("firstEvent").asLong(),
                    HEX.parseHex(json.required("previousHash").asString()));
        } catch (RuntimeException e) {
            // Jackson and HexFormat have no failure in common.
            throw FlawFound.broken(Names.OPENING);
        }
    }
}
