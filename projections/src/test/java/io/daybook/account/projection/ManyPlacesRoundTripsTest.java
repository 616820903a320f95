package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.daybook.core.SubmissionId;
import io.daybook.server.TestMongo;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.submission.projection.SubmissionRows.DueKey;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Place;
import io.daybook.view.Tidying;
import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.mongo.MongoViewStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What looks at all accounts goes to MongoDB as often for many of them as for one. */
@Tag("servers")
class ManyPlacesRoundTripsTest {
    private static final int ACCOUNTS = 30;
    private static final Instant FIRST = Instant.parse("2026-11-22T08:00:00Z");

    private final List<String> commands = new CopyOnWriteArrayList<>();
    @AutoClose private final TestMongo mongo = TestMongo.start();

    @AutoClose
    private final MongoClient client =
            MongoClients.create(
                    MongoClientSettings.builder()
                            .applyConnectionString(new ConnectionString(mongo.uri()))
                            .addCommandListener(
                                    new CommandListener() {
                                        @Override
                                        public void commandStarted(CommandStartedEvent event) {
                                            commands.add(event.getCommandName());
                                        }
                                    })
                            .build());

    private final MongoViewStore store =
            new MongoViewStore(client.getDatabase(mongo.database()), InstantSource.system());
    private final MemoryJournal journal = new MemoryJournal();

    private static Place place(int account) {
        return new Place(MailRows.GROUP, 1, "account:a" + account);
    }

    /** Two steps are due in each account, of those with an even number the first at the hour. */
    @BeforeEach
    void post() {
        for (int account = 0; account < ACCOUNTS; account++) {
            post(account, FIRST.plusSeconds(account % 2));
            journal.append(place(account).scope(), AccountIndexTest.added(1, 1, 1, List.of()));
        }
        commands.clear();
    }

    private void post(int account, Instant at) {
        var batch = new ViewBatch(place(account), store.version(place(account)));
        batch.put(SubmissionRows.DUE, new DueKey(at, new SubmissionId(1)), 0, Kind.values()[0]);
        batch.put(
                SubmissionRows.DUE,
                new DueKey(at.plusSeconds(60), new SubmissionId(2)),
                0,
                Kind.values()[0]);
        batch.reach(Version.of(batch.from().seq() + 1));
        assertThat(store.commit(batch)).isTrue();
    }

    @Test
    void when_something_is_first_due_takes_two_looks() {
        var due = new DueTimes(store);
        assertThat(due.due(FIRST.minusSeconds(1), 10, journal))
                .isEqualTo(new Due(List.of(), FIRST));
        assertThat(commands).containsExactly("find", "find");
        commands.clear();
        due.lookAgain();
        assertThat(commands).containsExactly("find");
        IntStream.range(0, ACCOUNTS).forEach(account -> post(account, FIRST.minusSeconds(600)));
        commands.clear();
        due.lookAgain();
        assertThat(commands).containsExactly("find", "find");
        assertThat(due.due(FIRST.minusSeconds(700), 10, journal).next())
                .isEqualTo(FIRST.minusSeconds(600));
    }

    @Test
    void what_is_due_is_what_each_account_tells() {
        var due = new DueTimes(store).due(FIRST, 100, journal);
        assertThat(due.due()).hasSize(ACCOUNTS / 2);
        assertThat(due.next()).isEqualTo(FIRST.plusSeconds(1));
    }

    @Test
    void tidying_takes_two_looks_at_places_that_are_as_they_ought_to_be() {
        try (var views = new Views(journal, store)) {
            commands.clear();
            new Tidying(store, journal, List.of(views.projection)).run();
            assertThat(commands).containsExactly("find", "find");
        }
    }
}
