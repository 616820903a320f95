package io.daybook.user.command.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.daybook.core.UserId;
import io.daybook.server.TestMongo;
import io.daybook.user.TicketShelf.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class MongoTicketShelfTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Ticket TICKET =
            new Ticket(new UserId("alice@example.test"), "password", true, NOW.plusSeconds(30));

    private TestMongo mongo;
    private MongoClient client;

    @BeforeEach
    void start() {
        mongo = TestMongo.start();
        client = mongo.client();
    }

    @AfterEach
    void stop() {
        client.close();
        mongo.close();
    }

    private MongoTicketShelf node(Instant now) {
        return new MongoTicketShelf(
                client.getDatabase(mongo.database()), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void a_ticket_that_one_node_put_there_is_taken_once_whoever_asks() {
        node(NOW).put("hash", TICKET);
        var other = node(NOW);
        var taken =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(_ -> other.take("hash"))
                        .filter(Objects::nonNull)
                        .toList();
        assertThat(taken).containsExactly(TICKET);
        assertThat(other.take("other")).isNull();
    }

    @Test
    void what_nobody_took_is_gone_when_others_come_later() {
        node(NOW).put("old", TICKET);
        node(NOW.plus(Duration.ofHours(1))).put("new", TICKET);
        assertThat(client.getDatabase(mongo.database()).getCollection("tickets").countDocuments())
                .isEqualTo(1);
    }
}
