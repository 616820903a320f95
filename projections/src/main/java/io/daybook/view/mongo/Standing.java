package io.daybook.view.mongo;

import io.daybook.view.Place;
import io.daybook.view.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a place.
 *
 * @param batch the number of the last batch that was begun; it never goes back, not even when the
 *     place is dropped
 * @param version of the last batch that is wholly written; null when there are no rows
 * @param pending the batch that is being written, or was when its node ended; else null
 * @param changes what it changes, if that is in the place's document and was asked for
 * @param begunAt when the last batch was begun
 * @param heldUntil until when no batch may be begun, for a reader; null when there is none
 * @param freezes those for which rows that are overwritten must be kept
 */
record Standing(
        Place place,
        long batch,
        @Nullable Version version,
        @Nullable BsonDocument pending,
        @Nullable BsonArray changes,
        @Nullable Instant begunAt,
        @Nullable Instant heldUntil,
        List<Freeze> freezes) {
    /** The rows as they were, wanted until then. */
    record Freeze(String id, Instant until) {}

    static Standing none(Place place) {
        return new Standing(place, 0, null, null, null, null, null, List.of());
    }

    /**
     * @param generation what the document tells of the generation
     */
    static Standing read(
            Place place,
            BsonDocument document,
            BsonDocument generation,
            @Nullable BsonArray changes) {
        var held = document(generation, "held");
        return new Standing(
                place,
                number(generation, "batch"),
                generation.containsKey("seq")
                        ? new Version(number(generation, "seq"), (int) number(generation, "part"))
                        : null,
                document(generation, "pending"),
                changes,
                instant(generation, "at"),
                held == null ? null : instant(held, "until"),
                freezes(document));
    }

    private static List<Freeze> freezes(BsonDocument document) {
        var freezes = new ArrayList<Freeze>();
        for (var value : document.getArray("freezes", new BsonArray())) {
            var freeze = value.asDocument();
            freezes.add(
                    new Freeze(
                            freeze.getString("id").getValue(),
                            Instant.ofEpochMilli(freeze.getDateTime("until").getValue())));
        }
        return freezes;
    }

    Version versionOrNone() {
        return version == null ? Version.NONE : version;
    }

    boolean isHeld(Instant now) {
        return heldUntil != null && heldUntil.isAfter(now);
    }

    static @Nullable BsonDocument document(BsonDocument document, String name) {
        BsonValue value = document.get(name);
        return value != null && value.isDocument() ? value.asDocument() : null;
    }

    static long number(BsonDocument document, String name) {
        return document.getNumber(name, new BsonInt32(0)).longValue();
    }

    private static @Nullable Instant instant(BsonDocument document, String name) {
        BsonValue value = document.get(name);
        return value != null && value.isDateTime()
                ? Instant.ofEpochMilli(value.asDateTime().getValue())
                : null;
    }

    static BsonDateTime date(Instant time) {
        return new BsonDateTime(time.toEpochMilli());
    }

    static BsonInt64 int64(long value) {
        return new BsonInt64(value);
    }
}
