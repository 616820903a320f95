package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.lt;
import static io.daybook.view.mongo.MongoCalls.call;
import static io.daybook.view.mongo.MongoCalls.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.daybook.core.Unavailable;
import io.daybook.view.Frozen;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.Version;
import io.daybook.view.View;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.mongo.Standing.Freeze;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Rows in MongoDB, for any number of nodes (ADR 0033). The collection {@code view.} and the group
 * has the rows, {@code view.places} what is known of each place. Needs no transactions. While
 * MongoDB is away, every method throws {@link Unavailable}.
 */
public final class MongoViewStore implements ViewStore {
    private static final Duration FREEZE = Duration.ofHours(2);

    /** After so many attempts a reader keeps writers away. */
    private static final int ATTEMPTS = 3;

    private static final Duration HOLD = Duration.ofSeconds(30);

    /** Longer than any write can be under way. */
    private static final Duration LATE = Duration.ofHours(1);

    private final MongoDatabase database;
    private final InstantSource clock;
    private final Places places;
    private final Pending pendings;
    private final Images images;
    private final Batches batches;
    private final StoredRows rows;

    /**
     * @param database closed by whoever opened it; reads from the primary
     */
    public MongoViewStore(MongoDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.places = new Places(collection("places"));
        this.pendings = new Pending(collection("pending"));
        this.images = new Images(collection("frozen"));
        this.rows = new StoredRows(database);
        this.batches = new Batches(places, pendings, images, rows::of, clock);
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return database.getCollection(StoredRows.PREFIX + name, BsonDocument.class);
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        return rows.get(place, view, key);
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        return rows.getAll(place, view, keys);
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        rows.scan(place, view, from, to, visitor);
    }

    @Override
    public <K, R> void first(
            Collection<Place> wanted, View<K, R> view, FirstVisitor<? super K, R> visitor) {
        rows.first(List.copyOf(wanted), view, visitor);
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        return rows.last(place, view, least, most);
    }

    @Override
    public Version version(Place place) {
        return call(() -> places.brief(place)).versionOrNone();
    }

    @Override
    public boolean commit(ViewBatch batch) {
        return call(() -> batches.commit(batch));
    }

    @Override
    public <T> T consistently(Place place, Supplier<T> reader) {
        return call(() -> atOneVersion(place, reader));
    }

    private <T> T atOneVersion(Place place, Supplier<T> reader) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = batches.settled(place).batch();
            T result = reader.get();
            if (isAt(place, before)) {
                return result;
            }
        }
        return heldStill(place, reader);
    }

    private boolean isAt(Place place, long batch) {
        var standing = places.brief(place);
        return standing.batch() == batch && standing.pending() == null;
    }

    /** Others wrote whenever it was read: now they wait. */
    private <T> T heldStill(Place place, Supplier<T> reader) {
        String name = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + HOLD.multipliedBy(2).toNanos();
        while (true) {
            var standing = batches.settled(place);
            var now = clock.instant();
            if (!places.hold(place, name, now, now.plus(HOLD))) {
                Batches.pause(place, deadline);
                continue;
            }
            try {
                T result = reader.get();
                if (isAt(place, standing.batch())) {
                    return result;
                }
            } finally {
                places.release(place, name);
            }
            if (System.nanoTime() > deadline) {
                throw new Unavailable("the rows of " + place + " cannot be read as a whole");
            }
        }
    }

    @Override
    public Place live(String group, String scope) {
        return call(() -> places.generations(group, scope)).live();
    }

    @Override
    public Reached reached(String group, String scope) {
        var live = call(() -> places.live(group, scope));
        return new Reached(live.place(), live.versionOrNone());
    }

    @Override
    public @Nullable Place kept(String group, String scope) {
        return call(() -> places.generations(group, scope)).kept();
    }

    @Override
    public boolean swap(Place live, Place next) {
        return call(() -> put(next, live));
    }

    private boolean put(Place next, Place live) {
        while (true) {
            var generations = places.generations(live.group(), live.scope());
            var old = batches.settled(live);
            var now = batches.settled(next);
            if (!generations.live().equals(live)
                    || !now.versionOrNone().hasComeAsFarAs(old.versionOrNone())) {
                return false;
            }
            var kept = generations.kept();
            boolean isBack = next.equals(kept);
            if (places.swap(old, now, isBack ? null : live)) {
                if (isBack) {
                    drop(live);
                } else if (kept != null) {
                    drop(kept);
                }
                return true;
            }
        }
    }

    @Override
    public boolean dropKept(String group, String scope) {
        var kept = kept(group, scope);
        boolean isKept = kept != null && call(() -> places.forget(kept));
        if (kept != null && isKept) {
            drop(kept);
        }
        return isKept;
    }

    @Override
    public Frozen freeze(List<Place> wanted) {
        var freeze = new Freeze(UUID.randomUUID().toString(), clock.instant().plus(FREEZE));
        var byDocument = new HashMap<String, List<Place>>();
        wanted.forEach(place ->
                byDocument.computeIfAbsent(Places.id(place), _ -> new ArrayList<>()).add(place));
        var versions = new HashMap<Place, Version>();
        for (var together : byDocument.values()) {
            var document = call(() -> freeze(together, freeze));
            together.forEach(
                    place -> versions.put(place, Places.of(place, document).versionOrNone()));
        }
        return new MongoFrozen(freeze, versions, places, images, rows::of);
    }

    private BsonDocument freeze(List<Place> together, Freeze freeze) {
        while (true) {
            together.forEach(batches::settled);
            var document = places.freeze(together, freeze);
            if (document != null) {
                return document;
            }
            places.ensure(together.getFirst());
        }
    }

    @Override
    public void forEachPlace(Consumer<Place> visitor) {
        var all = new ArrayList<Place>();
        run(() -> places.forEach(all::add));
        all.forEach(visitor);
    }

    @Override
    public void forEachReached(Set<String> groups, Consumer<Reached> visitor) {
        var all = new ArrayList<Reached>();
        run(() ->
                places.forEachLive(
                        groups, it -> all.add(new Reached(it.place(), it.versionOrNone()))));
        all.forEach(visitor);
    }

    @Override
    public boolean isAbandoned(Place place) {
        var begunAt = call(() -> places.brief(place)).begunAt();
        return begunAt == null || begunAt.isBefore(clock.instant().minus(LATE));
    }

    @Override
    public void drop(Place place) {
        run(() -> batches.drop(place));
    }

    /**
     * Takes away tombstones that no late write can need any more, and what nodes that ended have
     * left. Idempotent; to be called now and then, on any node.
     */
    public void sweep() {
        run(this::takeAwayWhatIsOld);
    }

    private void takeAwayWhatIsOld() {
        var old = clock.instant().minus(LATE);
        pendings.sweep(old, batches::settled);
        images.sweep(clock.instant());
        for (String name : database.listCollectionNames()) {
            if (name.startsWith(StoredRows.PREFIX)) {
                collection(name.substring(StoredRows.PREFIX.length()))
                        .deleteMany(lt(RowDocument.GONE_AT, Standing.date(old)));
            }
        }
    }

    @Override
    public void close() {
        // The connection is somebody else's.
    }
}
