package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Axon's token store: a document for each segment of a processor, claimed by one node at a time. A
 * claim that was not renewed in its time is free again; the clocks of the nodes may differ by a
 * part of that time only.
 */
public final class MongoTokenStore implements TokenStore {
    private static final String PROCESSOR = "_id.processor";
    private static final String OWNER = "owner";
    private static final String CLAIMED = "claimedAt";
    private static final String TOKEN = "token";

    private final MongoCollection<Document> tokens;
    private final MongoCollection<Document> meta;
    private final String node;
    private final Duration claimTimeout;
    private final Clock clock;

    MongoTokenStore(
            JournalCollections collections, String node, Duration claimTimeout, Clock clock) {
        tokens = collections.tokens();
        meta = collections.meta();
        this.node = node;
        this.claimTimeout = claimTimeout;
        this.clock = clock;
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(
            String processor, int segmentCount, @Nullable TrackingToken initialToken) {
        if (fetchSegments(processor).length > 0) {
            throw new UnableToClaimTokenException(
                    "the segments of " + processor + " are there already");
        }
        for (int segment = 0; segment < segmentCount; segment++) {
            insert(processor, segment, initialToken);
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        if (!insert(processor, segment, token)) {
            throw new UnableToInitializeTokenException(
                    what(processor, segment) + " is there already");
        }
    }

    private boolean insert(String processor, int segment, @Nullable TrackingToken token) {
        var document =
                new Document("_id", id(processor, segment)).append(TOKEN, Tokens.write(token));
        return Calls.call(() -> Upserts.insertOrFind(tokens, document) == null);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        boolean isOurs =
                Calls.call(() ->
                        tokens.updateOne(
                                                Filters.and(
                                                        Filters.eq(id(processor, segment)),
                                                        Filters.eq(OWNER, node)),
                                                Updates.combine(
                                                        Updates.set(TOKEN, Tokens.write(token)),
                                                        Updates.set(CLAIMED, clock.millis())))
                                        .getMatchedCount()
                                == 1);
        if (!isOurs) {
            throw new UnableToClaimTokenException(
                    what(processor, segment) + " is not claimed by " + node);
        }
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        Document claimed =
                Calls.call(() ->
                                new Found(
                                        tokens.findOneAndUpdate(
                                                Filters.and(
                                                        Filters.eq(id(processor, segment)),
                                                        isFree()),
                                                Updates.combine(
                                                        Updates.set(OWNER, node),
                                                        Updates.set(CLAIMED, clock.millis())),
                                                new FindOneAndUpdateOptions()
                                                        .returnDocument(ReturnDocument.AFTER))))
                        .document;
        if (claimed == null) {
            throw new UnableToClaimTokenException(
                    what(processor, segment) + " is claimed by another node, or never began");
        }
        return Tokens.read(claimed.get(TOKEN, Document.class));
    }

    private record Found(@Nullable Document document) {}

    private Bson isFree() {
        return Filters.or(
                Filters.eq(OWNER, node),
                Filters.exists(OWNER, false),
                Filters.lt(CLAIMED, clock.millis() - claimTimeout.toMillis()));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        fetchToken(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        Calls.run(() ->
                tokens.updateOne(
                        Filters.and(Filters.eq(id(processor, segment)), Filters.eq(OWNER, node)),
                        Updates.combine(Updates.unset(OWNER), Updates.unset(CLAIMED))));
    }

    @Override
    public void deleteToken(String processor, int segment) {
        fetchToken(processor, segment);
        Calls.run(() ->
                tokens.deleteOne(
                        Filters.and(Filters.eq(id(processor, segment)), Filters.eq(OWNER, node))));
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        return segments(Filters.eq(PROCESSOR, processor));
    }

    private int[] segments(Bson condition) {
        return Calls.call(() ->
                tokens.find(condition).into(new ArrayList<>()).stream()
                        .mapToInt(kept ->
                                (int) Commit.number(kept.get("_id", Document.class), "segment"))
                        .sorted()
                        .toArray());
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        int[] all = fetchSegments(processor);
        var available = new ArrayList<Segment>();
        for (int segment : segments(Filters.and(Filters.eq(PROCESSOR, processor), isFree()))) {
            available.add(Segment.computeSegment(segment, all));
        }
        return available;
    }

    /** The same for as long as the journal lives. */
    @Override
    public Optional<String> retrieveStorageIdentifier() {
        var fresh = new Document("_id", "identity").append("is", UUID.randomUUID().toString());
        Document kept = Calls.call(() -> new Found(Upserts.insertOrFind(meta, fresh))).document;
        return Optional.of((kept == null ? fresh : kept).getString("is"));
    }

    private static Document id(String processor, int segment) {
        return new Document("processor", processor).append("segment", segment);
    }

    private static String what(String processor, int segment) {
        return "segment " + segment + " of " + processor;
    }
}
