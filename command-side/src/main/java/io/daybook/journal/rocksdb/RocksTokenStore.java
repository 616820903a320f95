package io.daybook.journal.rocksdb;

import io.daybook.core.codec.RecordCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Axon's token store in the journal. A segment is claimed by one node at a time; a claim that was
 * not renewed within its time is free again.
 */
public final class RocksTokenStore implements TokenStore {
    private static final long OCTETS = 128;
    private static final byte[] IDENTITY = Keys.name("identity");

    private record Held(@Nullable TrackingToken token, @Nullable String owner, long claimedAt) {
        static final RecordCodec<Held> CODEC =
                RecordCodec.of(
                        (held, out) -> {
                            TokenCodec.write(held.token(), out);
                            out.text("owner", held.owner());
                            out.number("claimedAt", held.claimedAt());
                        },
                        in ->
                                new Held(
                                        TokenCodec.read(in),
                                        in.text("owner"),
                                        in.number("claimedAt")));
    }

    private final JournalDb db;
    private final String node;
    private final Duration claimTimeout;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    public RocksTokenStore(RocksJournal journal, String node, Duration claimTimeout, Clock clock) {
        db = journal.db();
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
        locked(
                () -> {
                    if (fetchSegments(processor).length > 0) {
                        throw new UnableToClaimTokenException(
                                "the segments of " + processor + " are there already");
                    }
                    for (int segment = 0; segment < segmentCount; segment++) {
                        put(processor, segment, new Held(initialToken, null, 0));
                    }
                    return Boolean.TRUE;
                });
    }

    @Override
    public void initializeSegment(
            @Nullable TrackingToken token, String processor, int segment) {
        locked(
                () -> {
                    if (find(processor, segment) != null) {
                        throw new UnableToInitializeTokenException(
                                what(processor, segment) + " is there already");
                    }
                    put(processor, segment, new Held(token, null, 0));
                    return Boolean.TRUE;
                });
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        locked(
                () -> {
                    Held held = require(processor, segment);
                    if (!node.equals(held.owner())) {
                        throw new UnableToClaimTokenException(
                                what(processor, segment) + " is not claimed by " + node);
                    }
                    put(processor, segment, new Held(token, node, clock.millis()));
                    return Boolean.TRUE;
                });
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        return locked(() -> claim(processor, segment)).token();
    }

    @Override
    public void extendClaim(String processor, int segment) {
        fetchToken(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        locked(
                () -> {
                    Held held = find(processor, segment);
                    if (held != null && node.equals(held.owner())) {
                        put(processor, segment, new Held(held.token(), null, 0));
                    }
                    return Boolean.TRUE;
                });
    }

    @Override
    public void deleteToken(String processor, int segment) {
        locked(
                () -> {
                    claim(processor, segment);
                    byte[] key = key(processor, segment);
                    db.write(
                            Durability.ORDERED,
                            OCTETS,
                            batch -> batch.delete(Family.TOKENS, key));
                    return Boolean.TRUE;
                });
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        byte[] prefix = Keys.name(processor);
        var segments = new ArrayList<Integer>();
        Pages.forEach(
                db,
                Family.TOKENS,
                prefix,
                (key, value) ->
                        segments.add(
                                ByteBuffer.wrap(key, prefix.length, Integer.BYTES).getInt()));
        return segments.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        int[] all = fetchSegments(processor);
        return IntStream.of(all)
                .filter(segment -> isFree(find(processor, segment)))
                .mapToObj(segment -> Segment.computeSegment(segment, all))
                .toList();
    }

    /** The same for as long as the journal lives. */
    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return locked(
                () -> {
                    byte[] kept = db.get(Family.META, IDENTITY);
                    if (kept != null) {
                        return Optional.of(new String(kept, StandardCharsets.US_ASCII));
                    }
                    String identity = UUID.randomUUID().toString();
                    byte[] value = identity.getBytes(StandardCharsets.US_ASCII);
                    db.write(
                            Durability.SYNCED,
                            OCTETS,
                            batch -> batch.put(Family.META, IDENTITY, value));
                    return Optional.of(identity);
                });
    }

    private Held claim(String processor, int segment) {
        Held held = require(processor, segment);
        if (!isFree(held)) {
            throw new UnableToClaimTokenException(
                    what(processor, segment) + " is claimed by " + held.owner());
        }
        var claimed = new Held(held.token(), node, clock.millis());
        put(processor, segment, claimed);
        return claimed;
    }

    private boolean isFree(@Nullable Held held) {
        return held != null
                && (held.owner() == null
                        || held.owner().equals(node)
                        || Instant.ofEpochMilli(held.claimedAt())
                                .plus(claimTimeout)
                                .isBefore(clock.instant()));
    }

    private Held require(String processor, int segment) {
        Held held = find(processor, segment);
        if (held == null) {
            throw new UnableToClaimTokenException(
                    what(processor, segment) + " was never initialized");
        }
        return held;
    }

    private @Nullable Held find(String processor, int segment) {
        byte[] value = db.get(Family.TOKENS, key(processor, segment));
        return value == null ? null : Held.CODEC.decode(value);
    }

    private void put(String processor, int segment, Held held) {
        byte[] key = key(processor, segment);
        byte[] value = Held.CODEC.encode(held);
        db.write(Durability.ORDERED, OCTETS, batch -> batch.put(Family.TOKENS, key, value));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static byte[] key(String processor, int segment) {
        byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(segment).array();
        return Keys.of(Keys.name(processor), number);
    }

    private static String what(String processor, int segment) {
        return "segment " + segment + " of " + processor;
    }
}
