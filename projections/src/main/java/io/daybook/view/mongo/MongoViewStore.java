package io.daybook.view.mongo;

import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Rows in MongoDB, for any number of nodes (ADR 0033). The collection {@code view.} and the group
 * has the rows, {@code view.places} what is known of each place. Needs no transactions.
 */
public final class MongoViewStore implements ViewStore {
    private static final String PREFIX = "view.";
    private static final Duration FREEZE = Duration.ofHours(2);

    /** After so many attempts a reader keeps writers away. */
    private static final int ATTEMPTS = 3;

    private static final Duration HOLD = Duration.ofSeconds(30);

    /** Longer than any write can be under way. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final int PAGE = 1_000;
    private static final int MOST_KEYS = 10_000;

    private final MongoDatabase database;
    private final InstantSource clock;
    private final Places places;
    private final Pending pendings;
    private final Images images;
    private final Batches batches;
    private final Map<String, MongoCollection<BsonDocument>> groups = new ConcurrentHashMap<>();

    /**
     * @param database closed by whoever opened it; reads from the primary
     */
    public MongoViewStore(MongoDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.places = new Places(collection("places"));
        this.pendings = new Pending(collection("pending"));
        this.images = new Images(collection("frozen"));
        this.batches = new Batches(places, pendings, images, this::rows, clock);
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return database.getCollection(PREFIX + name, BsonDocument.class);
    }

    private MongoCollection<BsonDocument> rows(String group) {
        return groups.computeIfAbsent(
                group,
                name -> {
                    var rows = collection(name);
                    rows.createIndex(
                            Indexes.ascending(RowDocument.GONE_AT),
                            new IndexOptions().sparse(true));
                    return rows;
                });
    }

    private FindIterable<BsonDocument> find(Place place, View<?, ?> view, BsonValue id) {
        var found =
                rows(place.group())
                        .find(
                                new BsonDocument(RowDocument.ID, id)
                                        .append(
                                                RowDocument.GONE_AT,
                                                new BsonDocument("$exists", BsonBoolean.FALSE)))
                        .batchSize(PAGE);
        if (view.fields().isEmpty()) {
            return found;
        }
        var fields = new ArrayList<>(List.of(RowDocument.SEQ));
        view.fields().forEach(field -> fields.add(RowDocument.ROW + "." + field));
        return found.projection(Projections.include(fields));
    }

    @Override
    public <K, R> @Nullable Row<R> get(Place place, View<K, R> view, K key) {
        return RowDocument.read(
                view, find(place, view, new BsonString(new RowIds(place).row(view, key))).first());
    }

    @Override
    public <K, R> List<@Nullable Row<R>> getAll(Place place, View<K, R> view, List<K> keys) {
        var ids = new RowIds(place);
        var wanted = keys.stream().map(key -> ids.row(view, key)).toList();
        var found = HashMap.<String, Row<R>>newHashMap(keys.size());
        for (int from = 0; from < wanted.size(); from += MOST_KEYS) {
            var some = wanted.subList(from, Math.min(from + MOST_KEYS, wanted.size()));
            var anyOf =
                    new BsonDocument(
                            "$in", new BsonArray(some.stream().map(BsonString::new).toList()));
            for (var document : find(place, view, anyOf).batchSize(MOST_KEYS)) {
                var row = RowDocument.read(view, document);
                if (row != null) {
                    found.put(RowDocument.id(document), row);
                }
            }
        }
        var rows = new ArrayList<@Nullable Row<R>>(keys.size());
        wanted.forEach(id -> rows.add(found.get(id)));
        return rows;
    }

    @Override
    public <K, R> void scan(
            Place place,
            View<K, R> view,
            @Nullable K from,
            @Nullable K to,
            Visitor<? super K, R> visitor) {
        var ids = new RowIds(place);
        String first = from == null ? ids.view(view) : ids.row(view, from);
        String end = to == null ? RowIds.end(ids.view(view)) : ids.row(view, to);
        if (first.compareTo(end) >= 0) {
            return;
        }
        var range = range(first, "$lt", end);
        for (var document : find(place, view, range).sort(Sorts.ascending(RowDocument.ID))) {
            var row = RowDocument.read(view, document);
            if (row != null && !visitor.row(RowIds.key(view, RowDocument.id(document)), row)) {
                return;
            }
        }
    }

    private static BsonDocument range(String first, String operator, String end) {
        return new BsonDocument("$gte", new BsonString(first))
                .append(operator, new BsonString(end));
    }

    @Override
    public <K, R> @Nullable Row<R> last(Place place, View<K, R> view, K least, K most) {
        var ids = new RowIds(place);
        var range = range(ids.row(view, least), "$lte", ids.row(view, most));
        return RowDocument.read(
                view,
                find(place, view, range).sort(Sorts.descending(RowDocument.ID)).limit(1).first());
    }

    @Override
    public Version version(Place place) {
        return places.brief(place).versionOrNone();
    }

    @Override
    public boolean commit(ViewBatch batch) {
        return batches.commit(batch);
    }

    @Override
    public <T> T consistently(Place place, Supplier<T> reader) {
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
        return places.generations(group, scope).live();
    }

    @Override
    public Reached reached(String group, String scope) {
        var live = places.live(group, scope);
        return new Reached(live.place(), live.versionOrNone());
    }

    @Override
    public @Nullable Place kept(String group, String scope) {
        return places.generations(group, scope).kept();
    }

    @Override
    public boolean swap(Place live, Place next) {
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
        boolean isKept = kept != null && places.forget(kept);
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
            var document = freeze(together, freeze);
            together.forEach(
                    place -> versions.put(place, Places.of(place, document).versionOrNone()));
        }
        return new MongoFrozen(freeze, versions, places, images, this::rows);
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
        places.forEach(all::add);
        all.forEach(visitor);
    }

    @Override
    public boolean isAbandoned(Place place) {
        var begunAt = places.brief(place).begunAt();
        return begunAt == null || begunAt.isBefore(clock.instant().minus(LATE));
    }

    @Override
    public void drop(Place place) {
        batches.drop(place);
    }

    /**
     * Takes away tombstones that no late write can need any more, and what nodes that ended have
     * left. Idempotent; to be called now and then, on any node.
     */
    public void sweep() {
        var old = clock.instant().minus(LATE);
        pendings.sweep(old, batches::settled);
        images.sweep(clock.instant());
        for (String name : database.listCollectionNames()) {
            if (name.startsWith(PREFIX)) {
                collection(name.substring(PREFIX.length()))
                        .deleteMany(lt(RowDocument.GONE_AT, Standing.date(old)));
            }
        }
    }

    @Override
    public void close() {
        groups.clear();
    }
}
