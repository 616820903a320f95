package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is found by the index is what is found by looking at every document. */
@Tag("cluster")
class SortedUniqueIndexTest {
    private static final List<String> STREAMS = List.of("a", "b", "c");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void random_queries_and_changes_find_what_they_find_without_it() {
        System.out.println("SortedUniqueIndexTest -Dseed=" + seed);
        var plain = start(new MemoryBackend());
        var indexed = start(new CountedMongo());
        try (var one = MongoClients.create(plain.getConnectionString());
                var other = MongoClients.create(indexed.getConnectionString())) {
            var both = Stream.of(one, other).map(it -> commits(it.getDatabase("test"))).toList();
            for (int i = 0; i < 1_500; i++) {
                step(both);
            }
        } finally {
            plain.shutdownNow();
            indexed.shutdownNow();
        }
    }

    private static MongoServer start(MongoBackend backend) {
        var server = new MongoServer(backend);
        server.bind();
        return server;
    }

    private static MongoCollection<Document> commits(MongoDatabase database) {
        var commits = database.getCollection("commits");
        commits.createIndex(
                Indexes.ascending("stream", "seq"), new IndexOptions().unique(true).sparse(true));
        return commits;
    }

    private void step(List<MongoCollection<Document>> both) {
        Bson filter = filter();
        String text = filter.toBsonDocument().toJson();
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var document =
                        new Document("_id", id())
                                .append("stream", stream())
                                .append("seq", number())
                                .append("batch", random.nextLong(5));
                same(text, both, it -> insert(it, document));
            }
            case 2 ->
                    same(
                            text,
                            both,
                            it ->
                                    it.updateMany(
                                                    filter,
                                                    new Document("$inc", new Document("batch", 1L)))
                                            .getModifiedCount());
            case 3 ->
                    same(
                            text,
                            both,
                            it ->
                                    it.deleteMany(Filters.and(filter, Filters.gt("batch", 4L)))
                                            .getDeletedCount());
            default ->
                    same(
                            text,
                            both,
                            it ->
                                    it.find(filter)
                                            .sort(Sorts.ascending("_id"))
                                            .into(new ArrayList<>()));
        }
    }

    private interface Question {
        Object ask(MongoCollection<Document> of);
    }

    private static void same(String what, List<MongoCollection<Document>> both, Question question) {
        assertThat(question.ask(both.getLast())).as(what).isEqualTo(question.ask(both.getFirst()));
    }

    private static Object insert(MongoCollection<Document> into, Document document) {
        try {
            into.insertOne(new Document(document));
            return "inserted";
        } catch (MongoWriteException e) {
            return e.getError().getCategory();
        }
    }

    private Object id() {
        int number = random.nextInt(60);
        return random.nextInt(4) == 0
                ? new Document("stream", stream()).append("place", number % 7)
                : "row|" + stream() + "|" + number;
    }

    private String stream() {
        return STREAMS.get(random.nextInt(STREAMS.size()));
    }

    private long number() {
        return random.nextInt(40);
    }

    private Bson filter() {
        return switch (random.nextInt(9)) {
            case 0 -> Filters.eq("_id", id());
            case 1 -> Filters.in("_id", id(), id(), id());
            case 2 -> Filters.and(Filters.eq("_id", id()), Filters.lt("batch", number()));
            case 3 -> Filters.and(Filters.gte("_id", "row|a|3"), Filters.lt("_id", "row|b|2"));
            case 4 -> Filters.and(Filters.eq("stream", stream()), Filters.gte("seq", number()));
            case 5 ->
                    Filters.and(
                            Filters.in("stream", stream(), stream()),
                            Filters.lte("seq", number()),
                            Filters.exists("batch"));
            case 6 -> Filters.eq("stream", stream());
            case 7 -> Filters.or(Filters.eq("stream", stream()), Filters.eq("seq", number()));
            default ->
                    new BsonDocument()
                            .append("stream", new BsonString(stream()))
                            .append(
                                    "seq",
                                    new BsonDocument("$gt", new BsonInt64(number()))
                                            .append("$lt", new BsonInt64(number())));
        };
    }
}
