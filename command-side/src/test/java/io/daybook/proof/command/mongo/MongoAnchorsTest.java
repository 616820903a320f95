package io.daybook.proof.command.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.daybook.core.Unavailable;
import io.daybook.proof.Anchor;
import io.daybook.proof.Anchor.Head;
import io.daybook.proof.MerkleTree;
import io.daybook.server.BrittleMongo;
import io.daybook.server.TestMongo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoAnchorsTest {
    @AutoClose private final TestMongo mongo = TestMongo.start();
    @AutoClose private final MongoClient client = mongo.client();
    private final MongoDatabase database = client.getDatabase(mongo.database());
    private final MongoAnchors anchors = new MongoAnchors(database);

    private static Anchor anchor(long number, String previous) {
        var heads = List.of(new Head("account:a1", number, "ab".repeat(32)));
        return new Anchor(
                number,
                Instant.parse("2026-11-22T10:00:00Z"),
                previous,
                1,
                number + 1,
                MerkleTree.root(heads),
                heads);
    }

    @Test
    void anchors_are_read_as_they_were_made_in_the_order_of_their_numbers() {
        assertThat(anchors.all()).isEmpty();
        var first = anchor(1, Anchor.NONE);
        var second = anchor(2, first.id());
        var tenth = anchor(10, second.id());
        assertThat(anchors.add(tenth)).isTrue();
        assertThat(anchors.add(first)).isTrue();
        assertThat(anchors.add(second)).isTrue();
        assertThat(new MongoAnchors(database).all()).containsExactly(first, second, tenth);
    }

    @Test
    void of_two_nodes_that_make_the_same_one_the_first_has_made_it() {
        var first = anchor(1, Anchor.NONE);
        assertThat(anchors.add(first)).isTrue();
        assertThat(new MongoAnchors(database).add(anchor(1, first.id()))).isFalse();
        assertThat(anchors.all()).containsExactly(first);
    }

    @Test
    void one_that_cannot_be_read_is_told_by_its_number() {
        assertThat(anchors.add(anchor(1, Anchor.NONE))).isTrue();
        database.getCollection("anchors")
                .updateOne(Filters.eq(1L), Updates.set("text", "an anchor"));
        assertThat(anchors.all()).containsExactly((Anchor) null);
        assertThat(anchors.damaged(1)).hasMessageContaining("anchor 1 in the collection anchors");
    }

    @Test
    void while_mongodb_is_away_it_is_said_so() throws Exception {
        try (var brittle = BrittleMongo.of(mongo)) {
            var away = new MongoAnchors(brittle.database());
            assertThat(away.add(anchor(1, Anchor.NONE))).isTrue();
            assertThat(brittle.failuresWhileCut(List.of(away::all, () -> away.add(anchor(2, "x")))))
                    .hasOnlyElementsOfType(Unavailable.class);
            assertThat(away.all()).hasSize(1);
        }
    }
}
