package io.daybook.user.command.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.daybook.core.Unavailable;
import io.daybook.core.UserId;
import io.daybook.user.TicketShelf;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** One document for each ticket. What nobody took is deleted by those who bring others later. */
final class MongoTicketShelf implements TicketShelf {
    private static final String USER = "user";
    private static final String CREDENTIAL = "credential";
    private static final String MAIN = "main";
    private static final String UNTIL = "until";

    /** For nodes whose clocks differ. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final MongoCollection<Document> tickets;
    private final Clock clock;

    MongoTicketShelf(MongoDatabase database, Clock clock) {
        this.tickets = database.getCollection("tickets");
        this.clock = clock;
    }

    @Override
    public void put(String hash, Ticket ticket) {
        call(() -> {
            tickets.deleteMany(lt(UNTIL, Date.from(clock.instant().minus(SLACK))));
            return tickets.insertOne(
                    new Document("_id", hash)
                            .append(USER, ticket.user().value())
                            .append(CREDENTIAL, ticket.credential())
                            .append(MAIN, ticket.mainPassword())
                            .append(UNTIL, Date.from(ticket.until())));
        });
    }

    @Override
    public @Nullable Ticket take(String hash) {
        Document found = call(() -> tickets.findOneAndDelete(eq("_id", hash)));
        return found == null
                ? null
                : new Ticket(
                        new UserId(found.getString(USER)),
                        found.getString(CREDENTIAL),
                        found.getBoolean(MAIN),
                        found.getDate(UNTIL).toInstant());
    }

    private static <T extends @Nullable Object> T call(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (MongoException e) {
            throw new Unavailable("MongoDB did not take or give a ticket: " + e.getMessage());
        }
    }
}
