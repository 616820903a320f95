package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.email;
import static io.daybook.account.command.TestAccount.mailbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.MailboxId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalEventStore;
import io.daybook.journal.JournalSerializer;
import io.daybook.journal.mongo.MongoFixture;
import io.daybook.journal.mongo.MongoJournal;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.stored.StoredForms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes decide about one account. */
@Tag("servers")
@Timeout(60)
class MongoAccountsTest {
    @AutoClose private final MongoFixture fixture = new MongoFixture();
    private final MongoJournal journal = fixture.node();
    private final AccountBench here = bench(journal);
    private final AccountBench there = bench(fixture.node());

    @BeforeEach
    void open() {
        here.send(TestAccount.open());
    }

    private static AccountBench bench(MongoJournal journal) {
        var serializer = new JournalSerializer(StoredForms.codecs());
        var engine = journal.engine(serializer);
        return new AccountBench(
                new JournalEventStore(engine, journal.heads()),
                engine,
                journal.snapshots(),
                Runnable::run);
    }

    private static EmailsChanged add(AccountBench node, AddEmail... emails) {
        return node.send(new ChangeEmails(ID, null, List.of(emails), List.of(), List.of()));
    }

    private static MailboxesChanged create(AccountBench node, String name) {
        return node.send(
                new ChangeMailboxes(ID, null, List.of(mailbox("k", name)), List.of(), List.of()));
    }

    private static MailboxesChanged destroy(AccountBench node, MailboxId id) {
        return node.send(
                new ChangeMailboxes(ID, null, List.of(), List.of(), List.of(TestAccount.gone(id))));
    }

    @Test
    void commands_of_both_are_decided_one_after_the_other_and_none_is_lost() {
        var ids = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    add(i % 2 == 0 ? here : there, email("k", "s"))
                                                            .created()
                                                            .get("k")
                                                            .email()
                                                            .toString(),
                                            threads))
                            .toList();
            all.forEach(one -> ids.add(one.join()));
        }
        assertThat(ids).hasSize(40).doesNotHaveDuplicates();
        assertThat(journal.check().verify(ID.stream())).isEqualTo(new JournalCheck.Sound(47, true));
        here.residence().clear();
        there.residence().clear();
        assertThat(Described.of(here.state())).isEqualTo(Described.of(there.state()));
    }

    @Test
    void a_refusal_is_given_only_when_it_is_true_of_what_the_other_wrote() {
        for (int i = 0; i < 10; i++) {
            var work = create(here, "Work " + i).created().get("k");
            assertThat(destroy(there, work).notDestroyed()).isEmpty();
            assertThat(destroy(here, work).notDestroyed()).hasSize(1);
            assertThat(create(there, "Work " + i).created()).hasSize(1);
            assertThat(create(here, "Work " + i).created()).isEmpty();
        }
    }

    @Test
    void fifty_changes_are_one_round_trip_and_an_answer_that_appends_nothing_is_one() {
        add(here, email("k", "s"));
        fixture.driver().forget();
        var fifty =
                IntStream.range(0, 50).mapToObj(i -> email("k" + i, "s")).toArray(AddEmail[]::new);
        assertThat(add(here, fifty).created()).hasSize(50);
        assertThat(fixture.driver().commands()).containsExactly("insert commits");
        there.send(TestAccount.open());
        fixture.driver().forget();
        assertThat(destroy(there, new MailboxId(999)).notDestroyed()).hasSize(1);
        assertThat(fixture.driver().commands()).containsExactly("find commits");
    }

    @Test
    void what_another_node_appended_is_read_from_there_on_and_not_from_the_beginning() {
        add(there, email("k", "s"));
        for (int i = 0; i < 5; i++) {
            add(here, email("k", "s"));
            assertThat(add(there, email("k", "s")).created()).hasSize(1);
        }
        assertThat(there.state().emails().size()).isEqualTo(11);
    }
}
