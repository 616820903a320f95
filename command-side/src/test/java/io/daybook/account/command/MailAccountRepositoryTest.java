package io.daybook.account.command;

import static io.daybook.account.command.TestAccount.ID;
import static io.daybook.account.command.TestAccount.INBOX;
import static io.daybook.account.command.TestAccount.email;
import static io.daybook.account.command.TestAccount.keywords;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.account.AccountCommand.AccountChanged;
import io.daybook.account.AccountCommand.ChangeQuota;
import io.daybook.account.AccountEvent;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.email.ChangeEmails;
import io.daybook.email.ChangeEmails.EmailsChanged;
import io.daybook.email.EmailCommand.AddEmail;
import io.daybook.email.EmailCommand.DestroyEmail;
import io.daybook.email.EmailCommand.UpdateEmail;
import io.daybook.email.EmailEvent;
import io.daybook.email.RedigestEmails;
import io.daybook.journal.MemorySnapshotStore;
import io.daybook.journal.SnapshotStore;
import io.daybook.mailbox.ChangeMailboxes;
import io.daybook.mailbox.MailboxCommand.UpdateMailbox;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.thread.ThreadEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailAccountRepositoryTest {
    private final QueueEngine engine = new QueueEngine();
    private final MemorySnapshotStore snapshots = new MemorySnapshotStore();
    private final AccountBench bench =
            new AccountBench(
                    EmbeddedEventStore.builder().storageEngine(engine).build(),
                    engine,
                    snapshots,
                    Runnable::run);

    private EmailsChanged change(
            List<AddEmail> add, List<UpdateEmail> update, List<DestroyEmail> destroy) {
        return bench.send(new ChangeEmails(ID, null, add, update, destroy));
    }

    private EmailId receive(String id) {
        return change(List.of(email("k", id, id)), List.of(), List.of()).created().get("k").email();
    }

    private List<String> reloaded() {
        bench.residence().clear();
        return Described.of(bench.state());
    }

    private CompletableFuture<EmailsChanged> receiveLater(String id) {
        return CompletableFuture.supplyAsync(
                () -> change(List.of(email("k", id, id)), List.of(), List.of()),
                work -> Thread.ofVirtual().start(work));
    }

    private void awaitQueued(int count) {
        while (engine.queued() < count) {
            Thread.onSpinWait();
        }
    }

    @Test
    void opening_an_account_again_changes_nothing() {
        AccountChanged first = bench.send(TestAccount.open());
        AccountChanged second = bench.send(TestAccount.open());
        assertThat(first.head()).isEqualTo(6);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void commands_for_an_account_that_is_not_open_fail() {
        assertThatThrownBy(() -> bench.send(new ChangeQuota(ID, 5)))
                .isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void every_event_of_the_language_reaches_the_fold() {
        bench.send(TestAccount.open());
        bench.send(new ChangeQuota(ID, 5_000_000));
        bench.send(
                new ChangeMailboxes(
                        ID,
                        null,
                        List.of(TestAccount.mailbox("k", "Work")),
                        List.of(
                                new UpdateMailbox(
                                        new MailboxId(4),
                                        "Old",
                                        Optional.of(TestAccount.in(INBOX)),
                                        Optional.of("all"),
                                        9,
                                        false)),
                        List.of(TestAccount.gone(new MailboxId(3)))));
        change(List.of(email("a", "s", "a"), email("b", "s", "b")), List.of(), List.of());
        change(
                List.of(email("c", "s", "a", "b")),
                List.of(
                        keywords(new EmailId(1), Set.of("$seen"), Set.of()),
                        TestAccount.moved(new EmailId(1), Set.of(new MailboxId(4)), Set.of())),
                List.of(new DestroyEmail(new EmailId(2))));
        bench.send(new RedigestEmails(ID, Ids.of(1, 3), 2));
        var events = bench.events().readEvents(ID.stream()).asStream().toList();
        assertThat(events.stream().<Class<?>>map(e -> e.getPayloadType())).containsAll(language());
        var before = Described.of(bench.state());
        assertThat(bench.state().head()).isEqualTo(events.size() - 1);
        assertThat(reloaded()).isEqualTo(before);
    }

    private static List<Class<?>> language() {
        return Stream.of(
                        AccountEvent.class, MailboxEvent.class, EmailEvent.class, ThreadEvent.class)
                .<Class<?>>flatMap(slice -> Stream.of(slice.getPermittedSubclasses()))
                .toList();
    }

    @Test
    void sixteen_writers_of_one_account_lose_nothing() throws Exception {
        bench.send(TestAccount.open());
        var acknowledged = new ArrayList<CompletableFuture<Set<Integer>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 16; writer++) {
                String name = "w" + writer;
                acknowledged.add(CompletableFuture.supplyAsync(() -> flagged(name, 50), threads));
            }
        }
        var all = new HashSet<Integer>();
        for (var one : acknowledged) {
            assertThat(one.get()).hasSize(50);
            all.addAll(one.get());
        }
        assertThat(all).hasSize(800);
        bench.residence().clear();
        var emails = bench.state().emails();
        assertThat(all).allSatisfy(id -> assertThat(emails.keywords(id).names()).contains("$seen"));
        assertThat(emails.nextUid(INBOX.value())).isEqualTo(801);
    }

    private Set<Integer> flagged(String writer, int count) {
        var ids = new HashSet<Integer>();
        IntStream.range(0, count)
                .forEach(i -> {
                    EmailId email = receive(writer + "-" + i);
                    var update = keywords(email, Set.of("$seen"), Set.of());
                    change(List.of(), List.of(update), List.of());
                    ids.add(email.value());
                });
        return ids;
    }

    @Test
    void the_next_command_is_decided_while_the_last_waits_for_the_disk() {
        bench.send(TestAccount.open());
        engine.hold();
        var first = receiveLater("a");
        var second = receiveLater("b");
        awaitQueued(2);
        assertThat(first).isNotDone();
        engine.commit();
        assertThat(Set.of(id(first), id(second))).containsExactlyInAnyOrder(1, 2);
    }

    private static int id(CompletableFuture<EmailsChanged> answer) {
        return answer.join().created().get("k").email().value();
    }

    @Test
    void an_answer_without_events_waits_for_what_it_has_seen() {
        bench.send(TestAccount.open());
        engine.hold();
        var first = receiveLater("a");
        awaitQueued(1);
        var nothing =
                CompletableFuture.supplyAsync(
                        () -> change(List.of(), List.of(), List.of()),
                        work -> Thread.ofVirtual().start(work));
        engine.fail();
        assertThat(first).failsWithin(Duration.ofSeconds(30));
        // It failed with what it saw, or came after that and never saw it.
        boolean honest =
                nothing.handle((answer, failure) -> failure != null || answer.newState().seq() == 0)
                        .join();
        assertThat(honest).isTrue();
    }

    @Test
    void a_failed_commit_fails_all_behind_it_and_evicts_the_account() {
        bench.send(TestAccount.open());
        receive("kept");
        var durable = Described.of(bench.state());
        engine.hold();
        var lost = List.of(receiveLater("a"), receiveLater("b"), receiveLater("c"));
        awaitQueued(3);
        engine.fail();
        lost.forEach(each -> assertThat(each).failsWithin(Duration.ofSeconds(30)));
        assertThat(Described.of(bench.state())).isEqualTo(durable);
        assertThat(receive("next").value()).isEqualTo(2);
    }

    @Test
    void a_refused_append_leaves_nothing_in_memory() {
        bench.send(TestAccount.open());
        var before = Described.of(bench.state());
        engine.refuse(true);
        assertThatThrownBy(() -> receive("lost")).isInstanceOf(IllegalStateException.class);
        engine.refuse(false);
        assertThat(Described.of(bench.state())).isEqualTo(before);
        assertThat(receive("kept").value()).isEqualTo(1);
    }

    @Test
    void an_account_is_loaded_from_its_snapshot_and_the_events_after_it() {
        bench.send(TestAccount.open());
        for (int i = 0; i < 1_500; i++) {
            receive("m" + i);
        }
        var manifest = snapshots.latest(ID.stream(), Long.MAX_VALUE);
        assertThat(manifest).isNotNull();
        assertThat(manifest.seq()).isPositive().isLessThan(bench.state().head());
        var before = Described.of(bench.state());
        assertThat(reloaded()).isEqualTo(before);
    }

    @Test
    void a_damaged_snapshot_is_ignored() {
        bench.send(TestAccount.open());
        for (int i = 0; i < 1_500; i++) {
            receive("m" + i);
        }
        var before = Described.of(bench.state());
        var manifest = snapshots.latest(ID.stream(), Long.MAX_VALUE);
        var chunk = HexFormat.of().formatHex(manifest.chunks().getLast());
        snapshots.write(ID.stream(), manifest, Map.of(chunk, new byte[] {1, 2, 3}));
        assertThat(reloaded()).isEqualTo(before);
    }

    @Test
    void a_snapshot_of_an_unknown_layout_is_ignored_and_the_events_are_folded() {
        bench.send(TestAccount.open());
        for (int i = 0; i < 1_500; i++) {
            receive("m" + i);
        }
        var before = Described.of(bench.state());
        var manifest = snapshots.latest(ID.stream(), Long.MAX_VALUE);
        byte[] header = manifest.header().clone();
        header[0] = 100;
        snapshots.write(
                ID.stream(),
                new SnapshotStore.Manifest(
                        manifest.seq(), manifest.at(), manifest.chunks(), header),
                Map.of());
        assertThat(reloaded()).isEqualTo(before);
    }

    @Test
    void an_account_beyond_the_cache_is_loaded_again_for_every_command() {
        var small = new AccountBench(bench.events(), engine, snapshots, Runnable::run, 1);
        small.send(TestAccount.open());
        EmailsChanged answer =
                small.send(
                        new ChangeEmails(ID, null, List.of(email("k", "s")), List.of(), List.of()));
        assertThat(answer.created()).containsKey("k");
        assertThat(small.residence().octets()).isZero();
    }
}
