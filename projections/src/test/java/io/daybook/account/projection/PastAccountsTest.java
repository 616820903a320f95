package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.account.Checkpoints;
import io.daybook.account.projection.PastReads.Never;
import io.daybook.account.projection.PastReads.Then;
import io.daybook.core.AccountId;
import io.daybook.core.AsOf.Reason;
import io.daybook.core.DataType;
import io.daybook.core.EmailId;
import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.Moment.AtState;
import io.daybook.core.Moment.AtTime;
import io.daybook.core.State;
import io.daybook.email.projection.EmailRow;
import io.daybook.email.projection.GoneTexts;
import io.daybook.mailbox.MailboxEvent.MailboxCreated;
import io.daybook.mailbox.MailboxView;
import io.daybook.mailbox.projection.MailboxRow;
import io.daybook.view.MemoryJournal;
import io.daybook.view.memory.MemoryViewStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PastAccountsTest {
    private static final AccountId ALICE = Views.ALICE;

    private static final GoneTexts NO_TEXTS =
            _ -> {
                throw new AssertionError("nobody asked for texts");
            };

    private final MemoryJournal journal = new MemoryJournal();
    private final List<ModelAccount> models = new ArrayList<>();
    private final TreeMap<Long, ModelAccount> kept = new TreeMap<>();

    static IntStream seeds() {
        return RandomHistory.seeds().limit(8);
    }

    /** Every few events a moment is kept. */
    private final class Kept implements Checkpoints {
        @Override
        public long seqOfNearest(AccountId account, long atMost) {
            var known = kept.floorKey(atMost);
            return known == null ? -1 : known;
        }

        @Override
        public @Nullable Checkpoint nearest(AccountId account, long atMost) {
            var known = kept.floorEntry(atMost);
            return known == null ? null : checkpoint(known.getKey(), known.getValue());
        }
    }

    private static Checkpoints.Checkpoint checkpoint(long seq, ModelAccount model) {
        return new Checkpoints.Checkpoint() {
            @Override
            public long seq() {
                return seq;
            }

            @Override
            public List<MailboxCreated> mailboxes() {
                return model.boxes.values().stream().map(PastAccountsTest::created).toList();
            }

            @Override
            public int emails() {
                return model.mails.size();
            }

            @Override
            public void forEachEmail(Checkpoints.EmailVisitor visitor) {
                model.mails.forEach((id, mail) ->
                        visitor.email(
                                id,
                                mail.thread(),
                                Ids.of(mail.uids().keySet().stream().mapToInt(i -> i).toArray()),
                                List.copyOf(mail.keywords())));
            }
        };
    }

    private static MailboxCreated created(MailboxView box) {
        return new MailboxCreated(
                box.id(),
                box.name(),
                box.parent(),
                box.role(),
                box.sortOrder(),
                box.isSubscribed(),
                1);
    }

    private void append(Views views, MailEvent event, ModelAccount model) {
        views.append(List.of(event));
        var copy = new ModelAccount();
        copy.mails.putAll(model.emails());
        copy.boxes.putAll(model.boxes);
        models.add(copy);
    }

    private PastAccounts past(Views views, long cacheOctets) {
        return new PastAccounts(
                views.reads, views.projection, new Kept(), journal, NO_TEXTS, cacheOctets);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_moment_is_what_it_was_in_whatever_order_one_looks(int seed) {
        var random = new Random(seed);
        try (var views = new Views(journal, new MemoryViewStore())) {
            var history = new RandomHistory(seed, 6);
            var model = new ModelAccount();
            for (var event : history.opening()) {
                model.apply(event);
                append(views, event, model);
            }
            for (int i = 0; i < 150; i++) {
                append(views, history.next(), history.model);
                if (random.nextInt(25) == 0) {
                    kept.put(models.size() - 1L, models.getLast());
                }
            }
            var past = past(views, random.nextBoolean() ? 0 : 10_000_000);
            int seq = models.size() / 2;
            for (int i = 0; i < 120; i++) {
                seq =
                        random.nextInt(4) == 0
                                ? random.nextInt(models.size())
                                : Math.clamp(seq + random.nextInt(21) - 10, 0, models.size() - 1);
                requireEqual(views, past, seq, "seed " + seed + " at " + seq);
            }
        }
    }

    private void requireEqual(Views views, PastAccounts past, int seq, String where) {
        var then = ((Then) past.find(ALICE, new AtState(new State("e1", seq)))).views();
        var model = models.get(seq);
        then.read(
                ALICE,
                snapshot -> {
                    AccountIndexTest.requireEqual((AccountIndex) snapshot.columns(), model, where);
                    var ids = model.mails.keySet().stream().map(EmailId::new).toList();
                    var rows = snapshot.emails(ids);
                    assertThat(rows).as(where).hasSameSizeAs(ids);
                    rows.forEach(row -> requireEqual(row, model.mails, where));
                    rows.forEach(row ->
                            assertThat(snapshot.columns().subjectKey(row.id().value()))
                                    .isEqualTo(row.subjectKey()));
                    requireStates(views, snapshot.state(DataType.EMAIL), DataType.EMAIL, seq);
                    return true;
                });
        var boxes = new TreeMap<Integer, MailboxView>();
        var mailboxes = then.mailboxes(ALICE);
        for (MailboxRow row : mailboxes.rows()) {
            boxes.put(row.id().value(), row.toView());
        }
        assertThat(boxes).as(where).isEqualTo(model.mailboxes());
        requireStates(views, mailboxes.state(), DataType.MAILBOX, seq);
        var threads = then.threads(ALICE, null, 10_000);
        assertThat(threads.threads()).as(where).hasSameSizeAs(model.threads().keySet());
        requireStates(views, threads.state(), DataType.THREAD, seq);
    }

    private static void requireEqual(
            EmailRow row, Map<Integer, ModelAccount.Mail> mails, String where) {
        var mail = mails.get(row.id().value());
        assertThat(row.thread().value()).as(where).isEqualTo(mail.thread());
        assertThat(row.keywords()).as(where).isEqualTo(List.copyOf(mail.keywords()));
        assertThat(row.placements().stream().map(place -> place.mailbox().value()).toList())
                .as(where)
                .isEqualTo(List.copyOf(mail.uids().keySet()));
        assertThat(row.receivedAt().toEpochMilli()).as(where).isEqualTo(mail.receivedAt());
    }

    private static void requireStates(Views views, State state, DataType type, int seq) {
        long expected = views.reads.changes(ALICE, log -> log.seqOf(type, seq));
        assertThat(state).isEqualTo(new State("e1", expected));
    }

    @Test
    void a_date_is_the_last_event_that_is_not_later_and_the_clock_never_goes_back() {
        int[] seconds = {100, 110, 105, 120, 90, 120, 130};
        journal.times = seq -> Instant.ofEpochSecond(seconds[(int) seq]);
        try (var views = new Views(journal, new MemoryViewStore())) {
            var events = new ArrayList<>(new RandomHistory(1, 1).opening());
            while (events.size() < seconds.length) {
                events.add(new io.daybook.account.AccountEvent.QuotaChanged(events.size()));
            }
            views.append(events);
            var past = past(views, 1_000_000);
            assertThat(seq(past, 99)).isEqualTo(-1);
            assertThat(seq(past, 100)).isZero();
            assertThat(seq(past, 109)).isZero();
            assertThat(seq(past, 110)).isEqualTo(2);
            assertThat(seq(past, 119)).isEqualTo(2);
            assertThat(seq(past, 120)).isEqualTo(5);
            assertThat(seq(past, 129)).isEqualTo(5);
            assertThat(seq(past, 1_000)).isEqualTo(6);
        }
    }

    private static long seq(PastAccounts past, long second) {
        return switch (past.find(ALICE, new AtTime(Instant.ofEpochSecond(second)))) {
            case Then(var seq, _) -> seq;
            case Never(var reason) -> {
                assertThat(reason).isEqualTo(Reason.BEFORE_ACCOUNT);
                yield -1;
            }
        };
    }

    @Test
    void there_is_no_moment_of_another_epoch_beyond_the_head_or_within_an_event() {
        try (var views = new Views(journal, new MemoryViewStore())) {
            views.append(new RandomHistory(1, 1).opening());
            var past = past(views, 1_000_000);
            assertThat(never(past, new State("e2", 1))).isEqualTo(Reason.OTHER_EPOCH);
            assertThat(never(past, new State("e1", 4))).isEqualTo(Reason.BEYOND_HEAD);
            assertThat(never(past, new State("e1", 3, 1))).isEqualTo(Reason.WITHIN_EVENT);
        }
    }

    private static Reason never(PastAccounts past, State state) {
        return ((Never) past.find(ALICE, new AtState(state))).reason();
    }
}
