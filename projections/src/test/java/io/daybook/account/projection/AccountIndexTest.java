package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Ids;
import io.daybook.core.MailEvent;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent.EmailsAdded;
import io.daybook.email.projection.EmailColumns.Order;
import io.daybook.email.projection.EmailFacts.Facts;
import io.daybook.mailbox.MailboxEvent;
import io.daybook.mailbox.MailboxView;
import io.daybook.mailbox.projection.MailboxCounts;
import io.daybook.quota.GetQuotas;
import io.daybook.thread.ThreadEvent.ThreadsMerged;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountIndexTest {
    private final AccountIndex index = new AccountIndex((_, _) -> {});

    static IntStream seeds() {
        return RandomHistory.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_index_of_any_history_equals_what_is_counted_from_scratch(int seed) {
        var history = new RandomHistory(seed, 6);
        history.opening().forEach(this::apply);
        for (int i = 0; i < 150; i++) {
            var event = history.next();
            apply(event);
            requireEqual(history.model, "seed " + seed + ", event " + i + " " + event);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deltas_name_exactly_what_is_shown_differently(int seed) {
        var history = new RandomHistory(seed, 6);
        history.opening().forEach(this::apply);
        for (int i = 0; i < 150; i++) {
            var emails = history.model.emails();
            var threads = history.model.threads();
            var mailboxes = history.model.mailboxes();
            long octets = history.model.octets() * 10_000 + history.model.quota;
            var event = history.next();
            var delta = apply(event);
            var where = "seed " + seed + ", event " + i + " " + event;
            var model = history.model;
            requireEqual(
                    delta.emails(), emails, model.emails(), ModelAccount.Mail::unflagged, where);
            delta.emails()
                    .updated()
                    .forEach(id ->
                            assertThat(model.emails().get(id).keywords())
                                    .as(where)
                                    .isEqualTo(emails.get(id).keywords()));
            assertThat(delta.threads())
                    .as(where)
                    .isEqualTo(ModelAccount.difference(threads, model.threads()));
            requireEqual(
                    delta.mailboxes(),
                    mailboxes,
                    model.mailboxes(),
                    AccountIndexTest::uncounted,
                    where);
            assertThat(delta.delivered()).as(where).isEqualTo(event instanceof EmailsAdded);
            if (octets != model.octets() * 10_000 + model.quota) {
                assertThat(told(delta.quotas())).as(where).contains(GetQuotas.OCTETS);
            }
            if (mailboxes.size() != model.mailboxes().size()) {
                assertThat(told(delta.quotas())).as(where).contains(GetQuotas.MAILBOXES);
            }
        }
    }

    private static List<Integer> told(ChangeRow row) {
        return IntStream.concat(row.updated().stream(), row.minor().stream()).boxed().toList();
    }

    private static <T> void requireEqual(
            ChangeRow delta,
            Map<Integer, T> before,
            Map<Integer, T> after,
            UnaryOperator<T> withoutMinor,
            String where) {
        var expected = ModelAccount.difference(before, after);
        assertThat(delta.created()).as(where).isEqualTo(expected.created());
        assertThat(delta.destroyed()).as(where).isEqualTo(expected.destroyed());
        var minor = ChangeRow.updating(delta.minor());
        var updated = ChangeRow.updating(delta.updated());
        assertThat(updated.then(minor).updated()).as(where).isEqualTo(expected.updated());
        delta.minor()
                .forEach(id ->
                        assertThat(withoutMinor.apply(before.get(id)))
                                .as(where)
                                .isEqualTo(withoutMinor.apply(after.get(id))));
    }

    private static MailboxView uncounted(MailboxView box) {
        return new MailboxView(
                box.id(),
                box.name(),
                box.parent(),
                box.role(),
                box.sortOrder(),
                box.isSubscribed(),
                0,
                0,
                0,
                0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_index_loaded_from_what_is_there_equals_the_one_that_saw_it_come(int seed) {
        var history = new RandomHistory(seed, 6);
        history.opening().forEach(this::apply);
        for (int i = 0; i < 60; i++) {
            apply(history.next());
        }
        var loaded = new AccountIndex((_, _) -> {});
        history.model.boxes.forEach((id, box) -> loaded.loadMailbox(id, box.role()));
        history.model.mails.forEach((id, mail) ->
                loaded.load(
                        id,
                        mail.thread(),
                        mail.receivedAt(),
                        mail.size(),
                        Ids.of(mail.uids().keySet().stream().mapToInt(Integer::intValue).toArray()),
                        List.copyOf(mail.keywords()),
                        Facts.NONE));
        loaded.loaded();
        requireEqual(loaded, history.model, "loaded, seed " + seed);
        history.model
                .mailboxes()
                .keySet()
                .forEach(id -> assertThat(loaded.counts(id)).isEqualTo(index.counts(id)));
    }

    @org.junit.jupiter.api.Test
    void an_email_in_the_trash_is_a_thread_of_its_own_for_unread_threads() {
        // RFC 8621 section 2: an unread email in the trash and a read one in the inbox, one thread.
        var history = new RandomHistory(1, 1);
        history.opening().forEach(this::apply);
        apply(added(1, 7, 2, List.of()));
        apply(added(2, 7, 1, List.of("$seen")));
        assertThat(index.counts(2)).isEqualTo(new MailboxCounts(1, 1, 1, 1));
        assertThat(index.counts(1)).isEqualTo(new MailboxCounts(1, 0, 1, 0));
        apply(new MailboxEvent.MailboxRoleChanged(new MailboxId(2), null));
        assertThat(index.counts(1)).isEqualTo(new MailboxCounts(1, 0, 1, 1));
    }

    @org.junit.jupiter.api.Test
    void texts_are_loaded_when_asked_for_and_kept_current() {
        var asked = new java.util.ArrayList<TextColumns.Key>();
        var lazy =
                new AccountIndex((key, sink) -> {
                    asked.add(key);
                    sink.text(1, "loaded " + key);
                });
        lazy.apply(added(1, 1, 1, List.of()), List.of(RandomHistory.facts(RandomHistory.blob(1))));
        assertThat(asked).isEmpty();
        assertThat(lazy.subjectKey(1)).isEqualTo("loaded SUBJECT");
        lazy.apply(added(2, 2, 1, List.of()), List.of(RandomHistory.facts(RandomHistory.blob(2))));
        assertThat(lazy.subjectKey(2)).isEqualTo("subject 2");
        var merge =
                new ThreadsMerged(
                        new io.daybook.core.ThreadId(1),
                        List.of(new io.daybook.core.ThreadId(2)),
                        List.of(new io.daybook.thread.ThreadEvent.Recreated(2, 3)));
        lazy.apply(merge, List.of());
        assertThat(lazy.subjectKey(3)).isEqualTo("subject 2");
        assertThat(lazy.subjectKey(2)).isEmpty();
        assertThat(asked).containsExactly(TextColumns.Key.SUBJECT);
        assertThat(lazy.textWeight()).isPositive();
    }

    static EmailsAdded added(int email, int thread, int mailbox, List<String> keywords) {
        return new EmailsAdded(
                List.of(
                        new io.daybook.email.EmailEvent.AddedEmail(
                                new io.daybook.core.EmailId(email),
                                new io.daybook.core.ThreadId(thread),
                                RandomHistory.blob(email),
                                10,
                                java.time.Instant.ofEpochSecond(email),
                                List.of(
                                        new io.daybook.email.EmailEvent.Placement(
                                                new MailboxId(mailbox), email)),
                                keywords,
                                List.of())));
    }

    private IndexDelta apply(MailEvent event) {
        var facts =
                MailFold.arrivals(event).stream()
                        .map(mail -> RandomHistory.facts(mail.blob()))
                        .toList();
        return index.apply(event, facts);
    }

    private void requireEqual(ModelAccount model, String where) {
        requireEqual(index, model, where);
        model.mails.forEach((id, mail) -> {
            assertThat(index.receivedAt(id)).isEqualTo(mail.receivedAt());
            assertThat(index.size(id)).isEqualTo(mail.size());
        });
    }

    static void requireEqual(AccountIndex index, ModelAccount model, String where) {
        assertThat(list(index.all())).as(where).isEqualTo(List.copyOf(model.mails.keySet()));
        assertThat(list(index.byReceivedAt(null))).as(where).isEqualTo(model.ordered(_ -> true));
        assertThat(index.octets()).as(where).isEqualTo(model.octets());
        assertThat(index.emailCount()).isEqualTo(model.mails.size());
        model.mailboxes()
                .forEach((id, box) -> {
                    var counts =
                            new MailboxCounts(
                                    box.totalEmails(),
                                    box.unreadEmails(),
                                    box.totalThreads(),
                                    box.unreadThreads());
                    assertThat(index.counts(id)).as(where + ", mailbox " + id).isEqualTo(counts);
                    assertThat(list(index.byReceivedAt(id)))
                            .as(where)
                            .isEqualTo(model.ordered(mail -> mail.uids().containsKey(id)));
                    assertThat(list(index.inMailbox(id)))
                            .as(where)
                            .isEqualTo(sorted(model, mail -> mail.uids().containsKey(id)));
                });
        for (var word : List.of("$seen", "$draft", "$flagged", "work")) {
            assertThat(list(index.withKeyword(word)))
                    .as(where)
                    .isEqualTo(sorted(model, mail -> mail.keywords().contains(word)));
        }
        var threads = new TreeMap<Integer, List<Integer>>();
        for (int id = index.threads().next(1); id > 0; id = index.threads().next(id + 1)) {
            threads.put(id, IntStream.of(index.threadEmails(id)).boxed().toList());
        }
        assertThat(threads).as(where).isEqualTo(model.threads());
    }

    private static List<Integer> sorted(
            ModelAccount model, java.util.function.Predicate<ModelAccount.Mail> which) {
        return model.ordered(which).stream().sorted().collect(Collectors.toList());
    }

    private static List<Integer> list(org.roaringbitmap.RoaringBitmap bitmap) {
        return bitmap.stream().boxed().toList();
    }

    private static List<Integer> list(Order order) {
        for (int rank = 0; rank < order.size(); rank++) {
            assertThat(order.rankOf(order.emailAt(rank))).isEqualTo(rank);
        }
        return IntStream.range(0, order.size()).map(order::emailAt).boxed().toList();
    }
}
