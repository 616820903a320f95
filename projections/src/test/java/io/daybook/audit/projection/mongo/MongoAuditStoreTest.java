package io.daybook.audit.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.daybook.audit.AuditEntity;
import io.daybook.audit.AuditEntry;
import io.daybook.audit.AuditEntry.Result;
import io.daybook.audit.AuditFilter;
import io.daybook.audit.CountAudit;
import io.daybook.audit.projection.AuditPosting;
import io.daybook.audit.projection.AuditStore;
import io.daybook.audit.projection.AuditStoreContract;
import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.Unavailable;
import io.daybook.server.BrittleMongo;
import io.daybook.server.TestMongo;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoAuditStoreTest implements AuditStoreContract {
    private static TestMongo mongo;
    private static MongoClient client;
    private static int databases;

    private MongoDatabase database;

    @BeforeAll
    static void start() {
        mongo = TestMongo.start();
        client = mongo.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @Override
    public AuditStore emptyStore() {
        database = client.getDatabase(mongo.database() + "-" + ++databases);
        return new MongoAuditStore(database);
    }

    /** The server of the tests sorts whatever it finds. */
    @Override
    public int many() {
        return 400;
    }

    private static List<AuditPosting> postings(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(seq -> {
                    var entity = new AuditEntity("email", "e" + seq);
                    return new AuditPosting(
                            new AuditEntry(
                                    "account:a1",
                                    seq,
                                    START.plusSeconds(seq),
                                    new Cause("alice@example.test", "jmap", "::1", "c", "r"),
                                    new AccountId("a1"),
                                    "KeywordsChanged",
                                    List.of(entity),
                                    1,
                                    Result.DONE,
                                    "",
                                    List.of()),
                            List.of(entity));
                })
                .toList();
    }

    @Test
    void entries_that_a_crash_left_without_their_standing_are_written_once() {
        var store = emptyStore();
        assertThat(store.add("account:a1", -1, postings(0, 5), NO_FACTS)).isTrue();
        database.getCollection("audit.standings", BsonDocument.class)
                .deleteOne(Filters.eq("account:a1"));
        var again = new MongoAuditStore(database);
        assertThat(again.add("account:a1", -1, postings(0, 3), NO_FACTS)).isTrue();
        assertThat(again.add("account:a1", 2, postings(3, 4), NO_FACTS)).isTrue();
        assertThat(store.standing("account:a1").seq()).isEqualTo(6);
        assertThat(store.find(AuditFilter.ALL, null, 100).entries()).hasSize(7);
    }

    @Test
    void of_two_nodes_that_add_the_same_one_moves_the_stream() {
        var one = emptyStore();
        var other = new MongoAuditStore(database);
        assertThat(one.add("account:a1", -1, postings(0, 5), NO_FACTS)).isTrue();
        assertThat(other.add("account:a1", -1, postings(0, 5), NO_FACTS)).isFalse();
        assertThat(other.add("account:a1", 4, postings(5, 1), NO_FACTS)).isTrue();
        assertThat(one.find(AuditFilter.ALL, null, 100).entries()).hasSize(6);
    }

    @Test
    void while_mongodb_is_away_every_method_says_so() throws Exception {
        try (var brittle = BrittleMongo.of(mongo)) {
            var store = new MongoAuditStore(brittle.database());
            assertThat(store.add("account:a1", -1, postings(0, 5), NO_FACTS)).isTrue();
            List<ThrowingCallable> calls =
                    List.of(
                            () -> store.standing("account:a1"),
                            () -> store.add("account:a1", 4, postings(5, 1), NO_FACTS),
                            () -> store.startOver("account:a1"),
                            () -> store.find(AuditFilter.ALL, null, 10),
                            () -> store.count(CountAudit.Column.ACTOR, null, 10));
            assertThat(brittle.failuresWhileCut(calls)).hasOnlyElementsOfType(Unavailable.class);
            assertThat(store.standing("account:a1").seq()).isEqualTo(4);
        }
    }
}
