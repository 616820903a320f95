package io.daybook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class TestMongoTest {
    @Test
    void what_a_mongodb_of_our_own_is_asked_is_counted_by_command_and_collection() {
        try (var mongo = TestMongo.start();
                var client = mongo.client()) {
            assumeThat(mongo.name()).as("a server that counts").isEqualTo("mongo-java-server");
            var pages = client.getDatabase(mongo.database()).getCollection("pages");
            for (int number = 0; number < 3; number++) {
                pages.insertOne(new Document("_id", number));
            }
            assertThat(pages.find().batchSize(2)).hasSize(3);
            assertThat(mongo.commands())
                    .containsEntry("insert pages", 3L)
                    .containsEntry("find pages", 1L)
                    .containsEntry("getMore pages", 1L);
        }
    }
}
