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
import io.daybook.journal.engine.JournalNodes;
import io.daybook.journal.engine.OpenJournal;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.ChangeMailboxes.MailboxesChanged;
import io.daybook.stored.StoredForms;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How accounts are decided about on every journal that several nodes have open. */
public interface AccountsContract {
    JournalNodes nodes();

    /** The command side of accounts on the journal. */
    static AccountBench bench(OpenJournal journal) {
        var engine = journal.engine(new JournalSerializer(StoredForms.codecs()));
        return new AccountBench(
                new JournalEventStore(engine, journal.heads()),
                engine,
                journal.snapshots(),
                Runnable::run);
    }

    /** The same, with the account opened. */
    static AccountBench opened(OpenJournal journal) {
        var bench = bench(journal);
        bench.send(TestAccount.open());
        return bench;
    }

    static EmailsChanged add(AccountBench node, AddEmail... emails) {
        return node.send(new ChangeEmails(ID, null, List.of(emails), List.of(), List.of()));
    }

    private static MailboxesChanged create(AccountBench node, String name) {
        return node.send(
                new ChangeMailboxes(ID, null, List.of(mailbox("k", name)), List.of(), List.of()));
    }

    static MailboxesChanged destroy(AccountBench node, MailboxId id) {
        return node.send(
                new ChangeMailboxes(ID, null, List.of(), List.of(), List.of(TestAccount.gone(id))));
    }

    @Test
    default void commands_of_both_are_decided_one_after_the_other_and_none_is_lost() {
        var journal = nodes().node();
        var here = opened(journal);
        var there = bench(nodes().node());
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
    default void a_refusal_is_given_only_when_it_is_true_of_what_the_other_wrote() {
        var here = opened(nodes().node());
        var there = bench(nodes().node());
        for (int i = 0; i < 10; i++) {
            var work = create(here, "Work " + i).created().get("k");
            assertThat(destroy(there, work).notDestroyed()).isEmpty();
            assertThat(destroy(here, work).notDestroyed()).hasSize(1);
            assertThat(create(there, "Work " + i).created()).hasSize(1);
            assertThat(create(here, "Work " + i).created()).isEmpty();
        }
    }

    @Test
    default void what_another_node_appended_is_read_from_there_on_and_not_from_the_beginning() {
        var here = opened(nodes().node());
        var there = bench(nodes().node());
        add(there, email("k", "s"));
        for (int i = 0; i < 5; i++) {
            add(here, email("k", "s"));
            assertThat(add(there, email("k", "s")).created()).hasSize(1);
        }
        assertThat(there.state().emails().size()).isEqualTo(11);
    }
}
