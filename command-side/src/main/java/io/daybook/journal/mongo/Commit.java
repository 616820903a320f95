package io.daybook.journal.mongo;

import io.daybook.journal.StoredEvent;
import io.daybook.journal.StoredEvents.Head;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The document of one commit: events of one stream that became durable together. Its {@code _id} is
 * the stream and the number of its first event, so that of two writers of one place one fails; an
 * event is its hash and its sealed octets.
 */
final class Commit {
    static final String STREAM = "_id.stream";
    static final String FIRST = "_id.first";
    static final String LAST = "last";
    static final String HASH = "hash";
    static final String EVENTS = "events";
    static final String NODE = "node";
    static final String COUNTER = "counter";
    static final String SETTLED = "settled";
    static final String AT = "at";

    /** Names the arrival that the commit is a part of, until it is there for all. */
    static final String ARRIVAL = "arrival";

    /** Why nothing comes after: a commit with it has no events. */
    static final String CLOSED = "closed";

    private Commit() {}

    static Document id(String stream, long first) {
        return new Document("stream", stream).append("first", first);
    }

    /**
     * A commit of these events, without its place in the feed.
     *
     * @param at when the latest of them happened
     */
    static Document of(List<StoredEvent> events, Instant at) {
        StoredEvent first = events.getFirst();
        StoredEvent last = events.getLast();
        var octets = events.stream().map(event -> new Binary(octets(event))).toList();
        return new Document("_id", id(first.stream(), first.seq()))
                .append(LAST, last.seq())
                .append(HASH, new Binary(last.hash()))
                .append(AT, Date.from(at))
                .append(EVENTS, octets);
    }

    static String stream(Document commit) {
        return commit.get("_id", Document.class).getString("stream");
    }

    static long first(Document commit) {
        return number(commit.get("_id", Document.class), "first");
    }

    static long last(Document commit) {
        return number(commit, LAST);
    }

    static Head head(Document commit) {
        return new Head(last(commit), octets(commit, HASH));
    }

    static List<StoredEvent> events(Document commit) {
        String stream = stream(commit);
        long seq = first(commit);
        var events = new ArrayList<StoredEvent>();
        for (Binary octets : commit.getList(EVENTS, Binary.class, List.of())) {
            byte[] data = octets.getData();
            byte[] hash = Arrays.copyOf(data, StoredEvent.HASH_OCTETS);
            byte[] sealed = Arrays.copyOfRange(data, StoredEvent.HASH_OCTETS, data.length);
            events.add(new StoredEvent(stream, seq++, hash, sealed));
        }
        return events;
    }

    static long number(Document document, String name) {
        return document.get(name, Number.class).longValue();
    }

    static byte[] octets(Document document, String name) {
        return document.get(name, Binary.class).getData();
    }

    private static byte[] octets(StoredEvent event) {
        return ByteBuffer.allocate(StoredEvent.HASH_OCTETS + event.sealed().length)
                .put(event.hash())
                .put(event.sealed())
                .array();
    }
}
