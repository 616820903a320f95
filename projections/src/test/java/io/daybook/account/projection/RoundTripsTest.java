package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.SeenHeads;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.server.TestMongo;
import io.daybook.view.MemoryJournal;
import io.daybook.view.mongo.MongoViewStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a request goes to MongoDB and back. */
@Tag("servers")
class RoundTripsTest {
    private static final class Commands implements CommandListener {
        final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            names.add(event.getCommandName());
        }
    }

    @Test
    void a_query_and_its_50_emails_take_one_look_at_the_head_and_one_at_the_rows() {
        var journal = new MemoryJournal();
        var commands = new Commands();
        try (var mongo = TestMongo.start();
                var client =
                        MongoClients.create(
                                MongoClientSettings.builder()
                                        .applyConnectionString(new ConnectionString(mongo.uri()))
                                        .addCommandListener(commands)
                                        .build());
                var views =
                        new Views(
                                journal,
                                new MongoViewStore(
                                        client.getDatabase(mongo.database()),
                                        InstantSource.system()))) {
            views.append(new RandomHistory(1, 1).opening());
            for (int id = 1; id <= 50; id++) {
                views.append(List.of(AccountIndexTest.added(id, id, 1, List.of())));
            }
            var ids = IntStream.rangeClosed(1, 50).mapToObj(EmailId::new).toList();
            assertThat(views.reads.quotas(Views.ALICE).emails()).isEqualTo(50);

            commands.names.clear();
            long looks = journal.looks.get();
            SeenHeads.during(() -> {
                long found =
                        views.reads.readLive(
                                Views.ALICE,
                                snapshot ->
                                        (long) snapshot.columns().inMailbox(1).getCardinality());
                assertThat(found).isEqualTo(50);
                var rows = views.reads.readLive(Views.ALICE, snapshot -> snapshot.emails(ids));
                assertThat(rows).hasSize(50);
            });
            assertThat(commands.names).containsExactly("find");
            assertThat(journal.looks.get() - looks).isEqualTo(1);

            commands.names.clear();
            views.append(List.of(new KeywordsChanged(Ids.of(1), List.of("$seen"), List.of())));
            views.followers.catchUp(views.projection, Views.ALICE.stream());
            assertThat(commands.names)
                    .as("how far it is, the email, begin, rows, end")
                    .containsExactly("find", "find", "findAndModify", "update", "update");
        }
    }

    @Test
    void a_request_that_has_changed_something_reads_the_head_again() {
        var journal = new MemoryJournal();
        var stream = Views.ALICE.stream();
        new RandomHistory(1, 1).opening().forEach(event -> journal.append(stream, event));
        SeenHeads.during(() -> {
            assertThat(SeenHeads.of(stream, journal)).isEqualTo(3);
            journal.append(stream, AccountIndexTest.added(1, 1, 1, List.of()));
            assertThat(SeenHeads.of(stream, journal)).isEqualTo(3);
            SeenHeads.forget();
            assertThat(SeenHeads.of(stream, journal)).isEqualTo(4);
        });
        journal.append(stream, AccountIndexTest.added(2, 2, 1, List.of()));
        assertThat(SeenHeads.of(stream, journal)).isEqualTo(5);
    }
}
