package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.AccountEvent.AccountOpened;
import io.daybook.core.AccountId;
import io.daybook.core.DataType;
import io.daybook.core.MailEvent;
import io.daybook.core.SubmissionId;
import io.daybook.submission.GetDelivery.Delivery;
import io.daybook.submission.GetDelivery.NoSuchDelivery;
import io.daybook.submission.GetDue;
import io.daybook.submission.GetDue.Step;
import io.daybook.submission.ListSubmissions.Brief;
import io.daybook.submission.SubmissionView;
import io.daybook.submission.SubmissionView.Recipient;
import io.daybook.vacation.VacationEvent.VacationResponseChanged;
import io.daybook.vacation.VacationSetting;
import io.daybook.view.MemoryJournal;
import io.daybook.view.ViewStore;
import io.daybook.view.memory.MemoryViewStore;
import io.daybook.view.rocksdb.RocksViewStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities, submissions, the vacation response and what is due, against a plain model. */
class SendingProjectionTest {
    private static final AccountId ALICE = Views.ALICE;
    private static final AccountId BOB = new AccountId("bob");
    private static final Instant LATE = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir Path folder;
    private final MemoryJournal journal = new MemoryJournal();

    static IntStream seeds() {
        return RandomHistory.seeds().limit(8);
    }

    private void open(AccountId account) {
        var opened = new AccountOpened("e1", 1, account.value() + "@example.test", 1000);
        journal.append(account.stream(), opened);
    }

    private void append(AccountId account, List<? extends MailEvent> events) {
        events.forEach(event -> journal.append(account.stream(), event));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_views_tell_what_the_events_say(int seed) {
        var random = new Random(seed);
        try (var views = new Views(journal, new MemoryViewStore())) {
            open(ALICE);
            var model = new ModelSending(seed, "alice@example.test");
            for (int i = 0; i < 300; i++) {
                append(
                        ALICE,
                        random.nextInt(5) == 0 ? List.of(model.nextIdentity()) : model.next());
                requireEqual(views, model, "seed " + seed + ", event " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_rows_alone_tell_the_same_after_a_start_and_after_a_rebuild(int seed) {
        var model = new ModelSending(seed, "alice@example.test");
        open(ALICE);
        try (ViewStore store = new RocksViewStore(folder);
                var views = new Views(journal, store)) {
            for (int i = 0; i < 200; i++) {
                append(ALICE, model.next());
            }
            requireEqual(views, model, "live");
        }
        try (ViewStore store = new RocksViewStore(folder);
                var views = new Views(journal, store)) {
            requireEqual(views, model, "started again");
            assertThat(views.rebuild().differences()).isEmpty();
            requireEqual(views, model, "rebuilt");
        }
    }

    private static void requireEqual(Views views, ModelSending model, String where) {
        var seen = model.seen();
        var all = views.sending.submissions(ALICE, null, 100_000);
        assertThat(all.submissions().stream().map(it -> it.id().value()).toList())
                .as(where)
                .isEqualTo(List.copyOf(seen.keySet()));
        all.submissions()
                .forEach(view -> requireEqual(view, model.subs.get(view.id().value()), where));
        assertThat(views.sending.list(ALICE).submissions())
                .as(where)
                .isEqualTo(seen.keySet().stream().map(id -> brief(model.subs.get(id))).toList());
        assertThat(views.sending.identities(ALICE).identities())
                .as(where)
                .isEqualTo(List.copyOf(model.identities.values()));
        model.subs.forEach((id, sub) -> requireDelivery(views, new SubmissionId(id), sub, where));
        model.subs.values().forEach(sub -> requireBlobs(views, sub, where));
        assertThat(views.sending.due(new GetDue(LATE, 100_000, List.of(ALICE))).due())
                .as(where)
                .containsExactlyInAnyOrderElementsOf(steps(ALICE, model));
    }

    /** What is named by what is kept stays, also when the email or the record is gone. */
    private static void requireBlobs(Views views, ModelSending.Sub sub, String where) {
        boolean isKept = sub.isRecord || !sub.isFinished;
        assertThat(views.reads.isUsed(ALICE, sub.made.blob())).as(where).isEqualTo(isKept);
        sub.reports.forEach(report ->
                assertThat(views.reads.isUsed(ALICE, report)).as(where).isEqualTo(isKept));
    }

    private static void requireEqual(SubmissionView view, ModelSending.Sub sub, String where) {
        assertThat(view.undoStatus()).as(where).isEqualTo(sub.status());
        assertThat(view.envelope()).isEqualTo(sub.made.envelope());
        assertThat(view.reports()).as(where).isEqualTo(sub.reports);
        assertThat(view.recipients())
                .as(where)
                .isEqualTo(
                        IntStream.range(0, sub.fates.length)
                                .mapToObj(i -> new Recipient(sub.fates[i], sub.replies[i]))
                                .toList());
    }

    private static void requireDelivery(
            Views views, SubmissionId id, ModelSending.Sub sub, String where) {
        switch (views.sending.delivery(ALICE, id)) {
            case NoSuchDelivery() -> assertThat(sub.isFinished).as(where).isTrue();
            case Delivery delivery -> {
                assertThat(sub.isFinished).as(where).isFalse();
                assertThat(delivery.attempts()).isEqualTo(sub.attempts);
                assertThat(delivery.blob()).isEqualTo(sub.made.blob());
                assertThat(delivery.open() == null).as(where).isEqualTo(sub.open.isEmpty());
                if (delivery.open() != null) {
                    assertThat(delivery.open().recipients()).isEqualTo(sub.open);
                    assertThat(delivery.open().handover()).as(where).isEqualTo(sub.handover);
                    assertThat(delivery.open().at()).isEqualTo(sub.since);
                }
                for (int i = 0; i < sub.fates.length; i++) {
                    assertThat(delivery.recipients().get(i).isOwed()).isEqualTo(sub.owed[i]);
                    assertThat(delivery.recipients().get(i).isTold()).isEqualTo(sub.told[i]);
                }
            }
        }
    }

    private static Brief brief(ModelSending.Sub sub) {
        var made = sub.made;
        return new Brief(
                made.submission(),
                made.identity(),
                made.email(),
                made.thread(),
                made.sendAt(),
                sub.status());
    }

    private static List<Step> steps(AccountId account, ModelSending model) {
        return model.subs.values().stream()
                .map(sub -> sub.step(account))
                .filter(Objects::nonNull)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_log_of_changes_leads_from_each_state_to_the_next(int seed) {
        try (var views = new Views(journal, new MemoryViewStore())) {
            open(ALICE);
            var model = new ModelSending(seed, "alice@example.test");
            Map<Integer, String> before = Map.of();
            for (int i = 0; i < 200; i++) {
                long head = journal.head(ALICE.stream());
                append(ALICE, model.next());
                var after = model.seen();
                requireChanges(views, head, before, after, "seed " + seed + ", event " + i);
                before = after;
            }
        }
    }

    private static void requireChanges(
            Views views,
            long since,
            Map<Integer, String> before,
            Map<Integer, String> after,
            String where) {
        views.reads.changes(
                ALICE,
                log -> {
                    var ids = new HashSet<>(before.keySet());
                    var updated = new HashSet<Integer>();
                    log.forEach(
                            DataType.EMAIL_SUBMISSION,
                            since,
                            (_, row) -> {
                                row.created().forEach(ids::add);
                                row.updated().forEach(updated::add);
                                row.destroyed().forEach(ids::remove);
                                return true;
                            });
                    assertThat(ids).as(where).isEqualTo(after.keySet());
                    after.forEach((id, now) -> {
                        String was = before.get(id);
                        if (was != null && !was.equals(now)) {
                            assertThat(updated).as(where).contains(id);
                        }
                    });
                    boolean moved = log.seqOf(DataType.EMAIL_SUBMISSION) > since;
                    assertThat(moved || before.equals(after)).as(where).isTrue();
                    return true;
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_due_is_told_of_all_accounts_in_order_and_by_portions(int seed) {
        var random = new Random(seed);
        try (var views = new Views(journal, new MemoryViewStore())) {
            var models = new TreeMap<String, ModelSending>();
            for (AccountId account : List.of(ALICE, BOB)) {
                open(account);
                models.put(account.value(), new ModelSending(seed + 1, "x@example.test"));
            }
            for (int i = 0; i < 100; i++) {
                AccountId account = random.nextBoolean() ? ALICE : BOB;
                append(account, models.get(account.value()).next());
                var until = ModelSending.START.plusSeconds(random.nextInt(6_000));
                int limit = 1 + random.nextInt(6);
                requireDue(views, models, until, limit, "seed " + seed + ", event " + i);
            }
        }
    }

    private static void requireDue(
            Views views, Map<String, ModelSending> models, Instant until, int limit, String where) {
        var all =
                Stream.of(ALICE, BOB)
                        .flatMap(account -> steps(account, models.get(account.value())).stream())
                        .sorted(Comparator.comparing(Step::at))
                        .toList();
        var expected = all.stream().filter(step -> !step.at().isAfter(until)).toList();
        var due = views.sending.due(new GetDue(until, limit, List.of(ALICE, BOB)));
        assertThat(due.due()).as(where).hasSize(Math.min(limit, expected.size()));
        assertThat(due.due().stream().map(Step::at).toList())
                .as(where)
                .isEqualTo(expected.stream().limit(limit).map(Step::at).toList());
        assertThat(all).containsAll(due.due());
        var left = new ArrayList<>(all);
        left.removeAll(due.due());
        assertThat(due.next()).as(where).isEqualTo(left.isEmpty() ? null : left.getFirst().at());
    }

    @Test
    void the_vacation_response_is_off_until_it_is_set() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            open(ALICE);
            var before = views.sending.vacation(ALICE);
            assertThat(before.setting()).isEqualTo(VacationSetting.OFF);
            var setting =
                    new VacationSetting(true, ModelSending.START, LATE, "Away", "text", "<p>html");
            append(ALICE, List.of(new VacationResponseChanged(setting)));
            var after = views.sending.vacation(ALICE);
            assertThat(after.setting()).isEqualTo(setting);
            assertThat(after.state().seq()).isEqualTo(1);
            assertThat(before.state().seq()).isZero();
        }
    }
}
