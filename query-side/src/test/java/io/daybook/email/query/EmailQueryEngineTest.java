package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.After;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.Anchor;
import io.daybook.email.QueryEmails.Position;
import io.daybook.email.QueryEmails.Start;
import io.daybook.email.query.EmailQueryEngine.Found;
import io.daybook.email.query.EmailQueryEngine.NoAnchor;
import io.daybook.email.query.EmailQueryEngine.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class EmailQueryEngineTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private static final EmailSort OLDEST = new EmailSort(Property.RECEIVED_AT, true, null, null);
    private static final EmailSort NEWEST = new EmailSort(Property.RECEIVED_AT, false, null, null);

    /** Threads 1: 1, 3; 2: 2; 3: 4, 5. Emails 2, 3 and 4 are of one instant. */
    private static final List<Mail> FIVE =
            List.of(mail(1, 1, 10), mail(2, 2, 20), mail(3, 1, 20), mail(4, 3, 20), mail(5, 3, 30));

    @Test
    void equals_brute_force_over_random_filters_sorts_positions_and_anchors() {
        for (int size : new int[] {30, 10_000}) {
            var source = new RandomMail(SEED, size);
            var mails = source.mails();
            var columns = new ListColumns(mails);
            var brute = new BruteForce(mails);
            for (int i = 0; i < (size > 100 ? 150 : 2500); i++) {
                var query = source.query();
                assertThat(flat(run(query, columns, mails)))
                        .as("-Dseed=%d, %d emails, query %d: %s", SEED, size, i, query)
                        .isEqualTo(flat(brute.run(query)));
            }
        }
    }

    @Test
    void pages_that_follow_each_other_are_the_list_while_other_emails_come_and_go() {
        for (int i = 0; i < 400; i++) {
            var source = new RandomMail(SEED + i, 60);
            var random = new Random(SEED + i);
            var mails = new ArrayList<>(source.mails());
            var list = source.list();
            var stay = new BruteForce(mails).list(list);
            var read = new ArrayList<Integer>();
            Start start = new Position(0);
            for (int page = 0; start != null && page < 100; page++) {
                var query = new QueryEmails(new AccountId("a"), list, start, 7, false);
                var found = (Found) run(query, new ListColumns(mails), mails);
                Arrays.stream(found.emails()).forEach(read::add);
                start = found.last() == null ? null : new QueryEmails.After(found.last());
                // In threads of their own: they do not decide about those that stay.
                mails.removeIf(mail -> mail.id() > 1_000);
                for (int j = random.nextInt(4); j > 0; j--) {
                    mails.add(alone(source.mail(1_000 + page * 10 + j), 1_000 + page * 10 + j));
                }
            }
            assertThat(read).as("-Dseed=%d, %s", SEED + i, list).doesNotHaveDuplicates();
            read.removeIf(id -> id > 1_000);
            assertThat(read).as("-Dseed=%d, %s", SEED + i, list).isEqualTo(stay);
        }
    }

    private static Mail alone(Mail mail, int thread) {
        return new Mail(
                mail.id(),
                thread,
                mail.receivedAt(),
                mail.sentAt(),
                mail.size(),
                mail.mailboxes(),
                mail.keywords(),
                mail.hasAttachment(),
                mail.subject(),
                mail.from(),
                mail.to(),
                mail.words());
    }

    @Test
    void a_page_goes_on_behind_an_email_that_is_gone() {
        var list = new EmailList(null, List.of(NEWEST), false);
        var first =
                (Found)
                        run(
                                new QueryEmails(
                                        new AccountId("a"), list, new Position(0), 2, false),
                                new ListColumns(FIVE),
                                FIVE);
        assertThat(first.emails()).containsExactly(5, 2);
        var left = FIVE.stream().filter(mail -> mail.id() != 2 && mail.id() != 5).toList();
        var next = new QueryEmails.After(first.last());
        var query = new QueryEmails(new AccountId("a"), list, next, 2, true);
        var second = (Found) run(query, new ListColumns(left), left);
        assertThat(second.emails()).containsExactly(3, 4);
        assertThat(second.position()).isZero();
        var last =
                new QueryEmails(
                        new AccountId("a"), list, new QueryEmails.After(second.last()), 2, true);
        var third = (Found) run(last, new ListColumns(left), left);
        assertThat(third.emails()).containsExactly(1);
        assertThat(third.position()).isEqualTo(2);
        assertThat(third.last()).isNull();
    }

    @Test
    void never_changes_the_sets_of_the_index() {
        var source = new RandomMail(SEED, 300);
        var mails = source.mails();
        var columns = new ListColumns(mails);
        for (int i = 0; i < 500; i++) {
            var before = columns.copyOfSets();
            var query = source.query();
            run(query, columns, mails);
            before.forEach((name, set) ->
                    assertThat(columns.sets().get(name))
                            .as("-Dseed=%d, %s after %s", SEED, name, query)
                            .isEqualTo(set));
        }
    }

    @Test
    void equal_dates_stay_in_the_order_of_ids_in_both_directions() {
        assertThat(ids(query(null, OLDEST, false, 0, 9))).containsExactly(1, 2, 3, 4, 5);
        assertThat(ids(query(null, NEWEST, false, 0, 9))).containsExactly(5, 2, 3, 4, 1);
        assertThat(ids(query(null, NEWEST, false, 2, 2))).containsExactly(3, 4);
    }

    @Test
    void collapsing_keeps_the_first_of_each_thread_and_counts_threads() {
        assertThat(ids(query(null, OLDEST, true, 0, 9))).containsExactly(1, 2, 4);
        assertThat(ids(query(null, NEWEST, true, 0, 9))).containsExactly(5, 2, 3);
        assertThat(ids(query(null, NEWEST, true, -1, 9))).containsExactly(3);
        assertThat(found(query(null, NEWEST, true, 0, 1)).total()).isEqualTo(3);
    }

    @Test
    void without_a_sort_the_order_is_by_id() {
        var query =
                new QueryEmails(
                        new AccountId("a"),
                        new EmailList(null, List.of(), false),
                        new Position(1),
                        3,
                        false);
        assertThat(ids(query)).containsExactly(2, 3, 4);
        assertThat(found(query).total()).isNull();
    }

    @Test
    void a_position_counts_from_the_end_when_negative_and_is_clamped() {
        assertThat(ids(query(null, OLDEST, false, -2, 9))).containsExactly(4, 5);
        assertThat(found(query(null, OLDEST, false, -99, 1)).position()).isZero();
        assertThat(ids(query(null, OLDEST, false, 5, 9))).isEmpty();
    }

    @Test
    void an_anchor_wins_over_the_position_and_its_offset_is_clamped() {
        assertThat(found(anchored(3, 1)).emails()).containsExactly(4, 5);
        assertThat(found(anchored(3, -99)).position()).isZero();
        assertThat(found(anchored(3, 99)).emails()).isEmpty();
        assertThat(run(anchored(6, 0), new ListColumns(FIVE), FIVE)).isEqualTo(new NoAnchor());
    }

    @Test
    void an_anchor_that_a_collapse_hides_is_not_found() {
        var query =
                new QueryEmails(
                        new AccountId("a"),
                        new EmailList(null, List.of(OLDEST), true),
                        new Anchor(new EmailId(3), 0),
                        9,
                        true);
        assertThat(run(query, new ListColumns(FIVE), FIVE)).isEqualTo(new NoAnchor());
    }

    @Test
    void after_includes_its_instant_and_far_instants_are_no_overflow() {
        var after = new After(Instant.ofEpochMilli(20));
        assertThat(ids(query(after, OLDEST, false, 0, 9))).containsExactly(2, 3, 4, 5);
        assertThat(ids(query(new After(Instant.MIN), OLDEST, false, 0, 9))).hasSize(5);
        assertThat(ids(query(new After(Instant.MAX), OLDEST, false, 0, 9))).isEmpty();
    }

    @Test
    void a_filter_for_nothing_finds_nothing() {
        var filter = new And(List.of(new InMailbox(new MailboxId(1)), new HasKeyword("none")));
        assertThat(ids(query(filter, NEWEST, false, 0, 9))).isEmpty();
        assertThat(ids(query(filter, NEWEST, true, -3, 9))).isEmpty();
    }

    @Test
    void an_unknown_collation_is_an_error_even_of_an_empty_list() {
        var sort = new EmailSort(Property.SUBJECT, true, null, "i;basic");
        assertThatThrownBy(() -> found(query(new HasKeyword("none"), sort, false, 0, 9)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Mail mail(int id, int thread, long receivedAt) {
        return new Mail(
                id, thread, receivedAt, 0, 1, Set.of(1), Set.of(), false, "", "", "", Set.of());
    }

    private static QueryEmails query(
            EmailFilter filter, EmailSort sort, boolean collapse, long position, int limit) {
        return new QueryEmails(
                new AccountId("a"),
                new EmailList(filter, List.of(sort), collapse),
                new Position(position),
                limit,
                true);
    }

    private static QueryEmails anchored(int anchor, long offset) {
        return new QueryEmails(
                new AccountId("a"),
                new EmailList(null, List.of(OLDEST), false),
                new Anchor(new EmailId(anchor), offset),
                9,
                true);
    }

    private static Found found(QueryEmails query) {
        return (Found) run(query, new ListColumns(FIVE), FIVE);
    }

    private static int[] ids(QueryEmails query) {
        return found(query).emails();
    }

    private static Outcome run(QueryEmails query, ListColumns columns, List<Mail> mails) {
        return EmailQueryEngine.run(query, columns, texts(mails));
    }

    static Function<EmailFilter, RoaringBitmap> texts(List<Mail> mails) {
        return filter -> {
            var word = filter instanceof Text(_, var text) ? text : ((Header) filter).name();
            // What the index knows of emails that are gone already is left out.
            var found = RoaringBitmap.bitmapOf(1_000_000);
            mails.stream()
                    .filter(mail -> mail.words().contains(word))
                    .forEach(mail -> found.add(mail.id()));
            return found;
        };
    }

    private static Map<String, Object> flat(Outcome outcome) {
        return switch (outcome) {
            case NoAnchor() -> Map.of("anchor", "not found");
            case Found(var emails, var position, var total, _) ->
                    Map.of(
                            "emails",
                            Arrays.stream(emails).boxed().toList(),
                            "position",
                            position,
                            "total",
                            String.valueOf(total));
        };
    }
}
