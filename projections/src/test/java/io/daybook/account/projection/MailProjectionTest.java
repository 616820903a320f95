package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.core.Unavailable;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.EmailEvent.EmailsDestroyed;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneRow;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import io.daybook.view.MemoryJournal;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.memory.MemoryViewStore;
import io.daybook.view.rocksdb.RocksViewStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailProjectionTest {
    @TempDir Path folder;
    private final MemoryJournal journal = new MemoryJournal();

    static IntStream seeds() {
        return RandomHistory.seeds().limit(8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_reads_sees_every_event_that_was_there_when_the_read_began(int seed) {
        try (var views = new Views(journal, new MemoryViewStore())) {
            views.followers.start();
            var history = new RandomHistory(seed, 6);
            views.append(history.opening());
            for (int i = 0; i < 60; i++) {
                views.append(List.of(history.next()));
                views.requireEqual(history.model, "seed " + seed + ", event " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rebuilt_views_are_equal_row_by_row_to_live_ones(int seed) {
        var random = new Random(seed);
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store)) {
            var history = new RandomHistory(seed, 6);
            views.append(history.opening());
            for (int i = 0; i < 120; i++) {
                views.append(List.of(history.next()));
                if (random.nextInt(4) == 0) {
                    views.reads.mailboxes(Views.ALICE);
                }
            }
            views.requireEqual(history.model, "live");
            for (int generation = 2; generation < 4; generation++) {
                var report = views.rebuild();
                assertThat(report.differences()).isEmpty();
                assertThat(report.version()).isEqualTo(journal.head(Views.ALICE.stream()));
                assertThat(store.live(MailRows.GROUP, Views.ALICE.stream()).generation())
                        .isEqualTo(generation);
                views.requireEqual(history.model, "rebuilt");
            }
            views.append(List.of(history.next()));
            views.requireEqual(history.model, "after the rebuild");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_destroyed_is_kept_as_it_was_without_what_its_message_says(int seed) {
        int merged = 0;
        try (var store = new MemoryViewStore();
                var views = new Views(journal, store)) {
            var history = new RandomHistory(seed, 6);
            views.append(history.opening());
            for (int i = 0; i < 150; i++) {
                var before = rows(views, List.copyOf(history.model.mails.keySet()));
                var event = history.next();
                views.append(List.of(event));
                views.reads.quotas(Views.ALICE);
                long seq = journal.head(Views.ALICE.stream());
                for (var row : before) {
                    if (!history.model.mails.containsKey(row.id().value())) {
                        var goesOnAs = goesOnAs(row.id(), event);
                        var at = Instant.EPOCH.plusSeconds(seq);
                        assertThat(gone(store, row.id()))
                                .isEqualTo(new GoneRow(seq, at, goesOnAs, row.with(Facts.NONE)));
                        merged += goesOnAs == null ? 0 : 1;
                    }
                }
            }
        }
        assertThat(merged).isPositive();
    }

    private static List<EmailRow> rows(Views views, List<Integer> emails) {
        var ids = emails.stream().map(EmailId::new).toList();
        return views.reads.read(Views.ALICE, snapshot -> snapshot.emails(ids));
    }

    private static @Nullable GoneRow gone(ViewStore store, EmailId email) {
        var live = store.live(MailRows.GROUP, Views.ALICE.stream());
        var row = store.get(live, GoneRow.VIEW, email);
        return row == null ? null : row.value();
    }

    private static @Nullable EmailId goesOnAs(EmailId email, MailEvent event) {
        return event instanceof ThreadsMerged merged
                ? merged.recreated().stream()
                        .filter(pair -> pair.was() == email.value())
                        .map(pair -> new EmailId(pair.is()))
                        .findFirst()
                        .orElseThrow()
                : null;
    }

    @Test
    void a_row_that_is_not_what_the_events_say_is_found_by_a_rebuild() {
        var store = new MemoryViewStore();
        try (var views = new Views(journal, store)) {
            views.append(new RandomHistory(1, 3).opening());
            views.reads.mailboxes(Views.ALICE);
            var live = store.live(MailRows.GROUP, Views.ALICE.stream());
            var wrong = new ViewBatch(live, store.version(live));
            var ids = new ChangeRow(Ids.of(9), Ids.NONE, Ids.NONE, Ids.NONE);
            wrong.put(MailRows.CHANGES, new MailRows.Change(DataType.EMAIL, 2), 2, ids);
            assertThat(store.commit(wrong)).isTrue();
            assertThat(views.rebuild().differences())
                    .singleElement()
                    .asString()
                    .startsWith("change ");
            assertThat(views.rebuild().differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void views_that_lost_their_last_batches_catch_up(int seed) {
        var history = new RandomHistory(seed, 6);
        var older = folder.resolve("older");
        try (var store = new RocksViewStore(folder.resolve("views"));
                var views = new Views(journal, store)) {
            views.append(history.opening());
            for (int i = 0; i < 100; i++) {
                views.append(List.of(history.next()));
                views.reads.quotas(Views.ALICE);
                if (i == 40 + seed) {
                    store.copyTo(older);
                }
            }
        }
        try (var store = new RocksViewStore(older);
                var views = new Views(journal, store)) {
            assertThat(views.projection.version(Views.ALICE.stream())).isBetween(40L, 70L);
            views.requireEqual(history.model, "caught up");
            assertThat(views.rebuild().differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 50_000_000})
    void an_account_that_is_not_kept_in_memory_is_read_from_its_rows(long cacheOctets) {
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store, cacheOctets)) {
            var history = new RandomHistory(3, 6);
            views.append(history.opening());
            for (int i = 0; i < 60; i++) {
                views.append(List.of(history.next()));
                views.requireEqual(history.model, "event " + i);
            }
        }
    }

    @Test
    void bulk_events_are_resumed_wherever_their_writing_was_broken_off() {
        bulk(4_500).forEach(event -> journal.append(Views.ALICE.stream(), event));
        int commits = 0;
        boolean broken = true;
        for (int failing = 1; broken; failing++) {
            var rows = new MemoryViewStore();
            var store = new BreakingStore(rows, failing);
            try (var views = new Views(journal, store)) {
                broken = !reaches(views);
            }
            try (var views = new Views(journal, rows)) {
                views.reads.quotas(Views.ALICE);
                assertThat(views.rebuild().differences())
                        .as("broken off at commit " + failing)
                        .isEmpty();
            }
            commits = failing;
        }
        assertThat(commits).as("the last run had no commit to break off").isGreaterThan(6);
    }

    private static boolean reaches(Views views) {
        try {
            views.reads.quotas(Views.ALICE);
            return true;
        } catch (Unavailable e) {
            return false;
        }
    }

    static List<MailEvent> bulk(int count) {
        var history = new RandomHistory(5, 1);
        var events = new ArrayList<>(history.opening());
        for (int from = 1; from <= count; from += 1500) {
            var added = new ArrayList<io.daybook.email.EmailEvent.AddedEmail>();
            for (int id = from; id < from + 1500; id++) {
                added.addAll(AccountIndexTest.added(id, 1 + id / 3, 1, List.of()).emails());
            }
            events.add(new EmailsAdded(added));
        }
        var all = Ids.of(IntStream.rangeClosed(1, count).toArray());
        var some = Ids.of(IntStream.rangeClosed(5, count - 5).toArray());
        events.add(new KeywordsChanged(all, List.of("$seen"), List.of()));
        events.add(new EmailsMoved(some, List.of(new Entry(new MailboxId(2), 1)), Ids.of(1)));
        events.add(new EmailsDestroyed(some));
        return events;
    }

    @Test
    void the_uids_of_a_bulk_move_are_consecutive_across_its_parts() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            var events = bulk(9_000);
            views.append(events.subList(0, events.size() - 1));
            views.reads.read(
                    Views.ALICE,
                    snapshot -> {
                        for (int id = 5; id <= 8_995; id++) {
                            var placement = snapshot.email(id).placements().getFirst();
                            assertThat(placement.mailbox().value()).isEqualTo(2);
                            assertThat(placement.uid()).isEqualTo(id - 4);
                        }
                        return true;
                    });
        }
    }

    @Test
    void an_event_in_parts_is_logged_as_one_change() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            var events = bulk(9_000);
            views.append(events);
            long last = events.size() - 1;
            var rows = new ArrayList<ChangeRow>();
            views.reads.changes(
                    Views.ALICE,
                    log -> {
                        log.forEach(DataType.EMAIL, last - 1, (seq, row) -> rows.add(row));
                        log.forEach(DataType.THREAD, last - 1, (seq, row) -> rows.add(row));
                        return true;
                    });
            assertThat(rows.get(0).destroyed().size()).isEqualTo(8_991);
            assertThat(rows.get(1).destroyed().size()).isEqualTo(2_996);
            assertThat(rows.get(1).updated().toArray()).containsExactly(1 + 5 / 3, 1 + 8_995 / 3);
        }
    }

    @Test
    void states_as_of_an_event_are_those_of_the_last_change_before_it() {
        for (long cache : new long[] {0, 50_000_000}) {
            var fresh = new MemoryJournal();
            try (var views = new Views(fresh, new MemoryViewStore(), cache)) {
                var history = new RandomHistory(1, 1);
                views.append(history.opening());
                views.append(
                        List.of(
                                AccountIndexTest.added(1, 1, 1, List.of("$seen")),
                                new KeywordsChanged(Ids.of(1), List.of("work"), List.of()),
                                new KeywordsChanged(Ids.of(1), List.of(), List.of("$seen"))));
                views.reads.changes(
                        Views.ALICE,
                        log -> {
                            assertThat(log.seqOf(DataType.EMAIL, 3)).isZero();
                            assertThat(log.seqOf(DataType.MAILBOX, 3)).isEqualTo(3);
                            assertThat(log.seqOf(DataType.EMAIL, 5)).isEqualTo(5);
                            assertThat(log.seqOf(DataType.MAILBOX, 5)).isEqualTo(4);
                            assertThat(log.seqOf(DataType.MAILBOX, 6)).isEqualTo(6);
                            assertThat(log.seqOf(DataType.THREAD, 6)).isEqualTo(4);
                            assertThat(log.seqOf(DataType.EMAIL_DELIVERY, 6)).isEqualTo(4);
                            assertThat(log.seqOf(DataType.QUOTA, 6)).isEqualTo(4);
                            return true;
                        });
            }
        }
    }

    @Test
    void an_account_nobody_opened_is_empty() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            assertThat(views.reads.mailboxes(new AccountId("nobody")).rows()).isEmpty();
            assertThat(views.reads.threads(new AccountId("nobody"), null, 10).threads()).isEmpty();
        }
    }

    @Test
    void hints_that_come_late_twice_or_never_and_many_readers_never_corrupt_a_view()
            throws Exception {
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            views.followers.start();
            journal.hints = false;
            var history = new RandomHistory(11, 4);
            views.append(history.opening());
            var readers = new ArrayList<java.util.concurrent.Future<?>>();
            for (int reader = 0; reader < 8; reader++) {
                readers.add(threads.submit(() -> read(views)));
            }
            for (int i = 0; i < 200; i++) {
                views.append(List.of(history.next()));
                views.followers.moved(Views.ALICE.stream(), i % 7 - 3);
            }
            for (var reader : readers) {
                reader.get();
            }
            views.requireEqual(history.model, "after the storm");
            assertThat(views.rebuild().differences()).isEmpty();
        }
    }

    private static void read(Views views) {
        long before = -1;
        for (int i = 0; i < 200; i++) {
            var read =
                    views.reads.read(
                            Views.ALICE,
                            snapshot -> {
                                int sum = 0;
                                for (var id : List.of(1, 2, 3)) {
                                    sum += snapshot.columns().inMailbox(id).getCardinality();
                                }
                                assertThat(sum).isNotNegative();
                                assertThat(snapshot.emails(List.of(new EmailId(1))).size())
                                        .isEqualTo(snapshot.columns().all().contains(1) ? 1 : 0);
                                return snapshot.version();
                            });
            assertThat(read).isGreaterThanOrEqualTo(before);
            before = read;
        }
    }

    @Test
    void a_reader_of_a_view_that_cannot_follow_is_told_so() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            views.append(new RandomHistory(1, 1).opening());
            views.append(
                    List.of(
                            AccountIndexTest.added(1, 1, 1, List.of()),
                            AccountIndexTest.added(1, 1, 1, List.of())));
            assertThatThrownBy(() -> views.reads.mailboxes(Views.ALICE))
                    .isInstanceOf(Unavailable.class);
            assertThat(views.followers.parkedCount()).isEqualTo(1);
        }
    }
}
