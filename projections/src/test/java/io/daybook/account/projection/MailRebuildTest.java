package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.DataType;
import io.daybook.core.Ids;
import io.daybook.email.EmailEvent.EmailsRedigested;
import io.daybook.email.projection.EmailFacts;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.view.MemoryJournal;
import io.daybook.view.Place;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import io.daybook.view.Tidying;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewStore;
import io.daybook.view.rocksdb.RocksViewStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailRebuildTest {
    private static final String STREAM = Views.ALICE.stream();

    private final MemoryJournal journal = new MemoryJournal();

    @TempDir Path folder;

    private interface Work {
        void with(Views views, RandomHistory history, ViewStore store) throws Exception;
    }

    private void withViews(Work work) throws Exception {
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store)) {
            var history = new RandomHistory(7, 6);
            views.append(history.opening());
            append(views, history, 300);
            views.reads.mailboxes(Views.ALICE);
            work.with(views, history, store);
        }
    }

    private static void append(Views views, RandomHistory history, int count) {
        for (int i = 0; i < count; i++) {
            views.append(List.of(i % 20 == 19 ? history.redigest() : history.next()));
        }
    }

    private static List<Place> places(ViewStore store) {
        var places = new ArrayList<Place>();
        store.forEachPlace(places::add);
        return places;
    }

    @Test
    void who_reads_and_writes_meanwhile_notices_nothing() throws Exception {
        withViews((views, history, store) -> {
            var done = new AtomicBoolean();
            var failure = new AtomicReference<Throwable>();
            var reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                long last = -1;
                                try {
                                    while (!done.get()) {
                                        long seen = views.reads.read(Views.ALICE, s -> s.version());
                                        assertThat(seen).isGreaterThanOrEqualTo(last);
                                        last = seen;
                                    }
                                } catch (RuntimeException | AssertionError e) {
                                    failure.set(e);
                                }
                            });
            for (int round = 0; round < 5; round++) {
                var watch = writing(views, history);
                var report =
                        views.rebuilder.rebuild(
                                views.mail, STREAM, false, End.COMPARE_AND_SWAP, watch);
                assertThat(report.differences()).isEmpty();
                assertThat(report.compared()).isTrue();
            }
            done.set(true);
            reader.join();
            assertThat(failure.get()).isNull();
            views.requireEqual(history.model, "after five rebuilds");
        });
    }

    /** Writes some more whenever the rebuild has posted something, for a while. */
    private static Rebuilder.Watch writing(Views views, RandomHistory history) {
        int[] left = {5};
        return _ -> {
            if (left[0]-- > 0) {
                append(views, history, 7);
            }
        };
    }

    @Test
    void the_former_rows_are_read_again_once_they_have_caught_up() throws Exception {
        withViews((views, history, store) -> {
            var former = store.live(MailRows.GROUP, STREAM);
            views.rebuild();
            append(views, history, 100);
            views.requireEqual(history.model, "after more events");
            var report = views.rebuilder.rollback(views.mail, STREAM, Rebuilder.Watch.NONE);
            assertThat(report).isNotNull();
            assertThat(report.version()).isEqualTo(journal.head(STREAM));
            assertThat(store.live(MailRows.GROUP, STREAM)).isEqualTo(former);
            assertThat(places(store)).containsExactly(former);
            views.requireEqual(history.model, "rolled back");
            assertThat(views.rebuild().differences()).isEmpty();
            assertThat(views.rebuilder.rollback(views.mail, "account:bob", Rebuilder.Watch.NONE))
                    .isNull();
        });
    }

    @Test
    void emails_that_are_read_by_a_newer_parser_are_told_as_updated_and_shown_anew() {
        var parser = new AtomicInteger(1);
        EmailFacts facts =
                (_, blob) -> {
                    var old = RandomHistory.facts(blob);
                    return parser.get() == 1
                            ? old
                            : new Facts(
                                    !old.hasAttachment(),
                                    Instant.EPOCH,
                                    "new " + old.subjectKey(),
                                    old.fromKey(),
                                    old.toKey());
                };
        try (var store = new RocksViewStore(folder);
                var views = new Views(journal, store, 50_000_000, facts)) {
            var history = new RandomHistory(3, 6);
            views.append(history.opening());
            views.append(List.of(history.add(6)));
            var before = views.reads.read(Views.ALICE, s -> s.columns().subjectKey(2));
            parser.set(2);
            long seq = journal.head(STREAM) + 1;
            views.append(List.of(new EmailsRedigested(Ids.of(2, 5, 99), 2)));
            views.reads.read(
                    Views.ALICE,
                    s -> {
                        assertThat(s.state(DataType.EMAIL).seq()).isEqualTo(seq);
                        assertThat(s.columns().subjectKey(2)).isEqualTo("new " + before);
                        assertThat(s.columns().subjectKey(3)).doesNotStartWith("new");
                        assertThat(s.columns().sentAt(5)).isZero();
                        assertThat(s.columns().withAttachment().contains(5)).isTrue();
                        assertThat(s.email(5).sentAt()).isEqualTo(Instant.EPOCH);
                        return true;
                    });
            var told = new ArrayList<Integer>();
            views.reads.changes(
                    Views.ALICE,
                    log -> {
                        log.forEach(
                                DataType.EMAIL,
                                seq - 1,
                                (_, row) -> {
                                    row.updated().forEach(told::add);
                                    return true;
                                });
                        return true;
                    });
            assertThat(told).containsExactly(2, 5);
        }
    }

    @Test
    void confirming_leaves_nothing_to_go_back_to() throws Exception {
        withViews((views, history, store) -> {
            views.rebuild();
            assertThat(places(store)).hasSize(2);
            assertThat(views.mail.confirm(STREAM)).isTrue();
            assertThat(places(store)).containsExactly(store.live(MailRows.GROUP, STREAM));
            assertThat(views.mail.confirm(STREAM)).isFalse();
            assertThat(views.rebuilder.rollback(views.mail, STREAM, Rebuilder.Watch.NONE)).isNull();
        });
    }

    @Test
    void a_cancelled_rebuild_leaves_nothing_behind() throws Exception {
        withViews((views, history, store) -> {
            var before = places(store);
            assertThatThrownBy(() ->
                            views.rebuilder.rebuild(
                                    views.mail,
                                    STREAM,
                                    false,
                                    End.SWAP,
                                    _ -> {
                                        throw new CancellationException();
                                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(places(store)).isEqualTo(before);
            views.requireEqual(history.model, "after a cancelled rebuild");
        });
    }

    @Test
    void what_a_server_that_died_had_begun_is_tidied_away() throws Exception {
        withViews((views, history, store) -> {
            var before = places(store);
            var draft = views.mail.begin(STREAM, false);
            draft.prepare(journal.read(STREAM, 0, 100)).run();
            assertThat(places(store)).hasSize(2);
            new Tidying(store, journal, List.of(views.projection)).run();
            assertThat(places(store)).isEqualTo(before);
        });
    }

    @Test
    void comparing_alone_changes_nothing() throws Exception {
        withViews((views, history, store) -> {
            var before = places(store);
            var report =
                    views.rebuilder.rebuild(
                            views.mail, STREAM, true, End.COMPARE, Rebuilder.Watch.NONE);
            assertThat(report.compared()).isTrue();
            assertThat(report.differences()).isEmpty();
            assertThat(places(store)).isEqualTo(before);
        });
    }

    @Test
    void a_view_that_cannot_follow_is_replaced_by_one_that_can() throws Exception {
        withViews((views, history, store) -> {
            var live = store.live(MailRows.GROUP, STREAM);
            // The account's row cannot be read any more.
            var broken = new ViewBatch(live, store.version(live));
            broken.delete(MailRows.ACCOUNT, MailRows.Only.ROW);
            assertThat(store.commit(broken)).isTrue();
            views.projection.alone(STREAM, place -> place);
            append(views, history, 10);
            var report =
                    views.rebuilder.rebuild(
                            views.mail, STREAM, false, End.COMPARE_AND_SWAP, Rebuilder.Watch.NONE);
            assertThat(report.differences()).isNotEmpty();
            views.requireEqual(history.model, "replaced");
        });
    }
}
