package io.daybook.email.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.AccountId;
import io.daybook.core.BlobId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.EmailList;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.IndexUnavailable;
import io.daybook.email.QueryEmails.QueryResult;
import io.daybook.email.QueryEmails.TooManyGone;
import io.daybook.email.projection.EmailHistory;
import io.daybook.email.projection.GoneTexts;
import io.daybook.email.projection.PastMailViews;
import io.daybook.email.query.EmailQueryEngine.Found;
import io.daybook.email.query.EmailQueryEngine.NoAnchor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class PastEmailSearchTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final String LOST = "of which nobody knows what it said";

    private final List<Mail> mails = new ArrayList<>();
    private final List<Mail> indexed = new ArrayList<>();
    private final RoaringBitmap unread = new RoaringBitmap();
    private final RoaringBitmap moved = new RoaringBitmap();
    private final FakeTexts texts = new FakeTexts(indexed);
    private final List<Mail> present = new ArrayList<>();
    private final FakeViews live = new FakeViews(present, Map.of());
    private int most = 1_000;

    /** A past of {@link #mails}, whose texts are there for those that were asked for alone. */
    private final class FakePast implements PastMailViews {
        @Override
        public <T> T read(AccountId account, Function<Snapshot, T> reader) {
            return new FakeViews(mails, Map.of()).read(account, reader);
        }

        @Override
        public Texts textsExcept(AccountId account, RoaringBitmap others) {
            var asked = mails.stream().filter(mail -> !others.contains(mail.id())).toList();
            return asked.size() > most ? new TooMany(asked.size()) : new Readable(new Said(asked));
        }
    }

    private final class Said implements GoneTexts.Held {
        private final List<Mail> asked;

        Said(List<Mail> asked) {
            this.asked = asked;
        }

        private RoaringBitmap of(Predicate<Mail> test) {
            var found = new RoaringBitmap();
            asked.stream().filter(test).forEach(mail -> found.add(mail.id()));
            return found;
        }

        @Override
        public void add(Map<Integer, BlobId> messages) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RoaringBitmap search(Text condition) {
            return of(mail ->
                    !unread.contains(mail.id())
                            && (condition.text().isBlank()
                                    || mail.words().contains(condition.text())));
        }

        @Override
        public RoaringBitmap search(Header condition) {
            return of(
                    mail -> !unread.contains(mail.id()) && mail.words().contains(condition.name()));
        }

        @Override
        public RoaringBitmap unread() {
            return unread.clone();
        }

        @Override
        public long weight() {
            return 0;
        }
    }

    private QueryEmails.Answer answer(QueryEmails query) {
        live.head = 7;
        return new PastEmailSearch(new FakePast(), live, texts).handle(query);
    }

    private static Mail mail(int id, String word) {
        return new Mail(id, id, id, 0, 1, Set.of(1), Set.of(), false, "", "", "", Set.of(word));
    }

    private static QueryEmails asking(EmailFilter filter) {
        return new QueryEmails(
                ACCOUNT,
                new EmailList(filter, List.of(), false),
                new QueryEmails.Position(0),
                100,
                true);
    }

    private List<Integer> found(EmailFilter filter) {
        var answer = (QueryResult) answer(asking(filter));
        return answer.ids().stream().map(id -> id.value()).toList();
    }

    private static Text text(String text) {
        return new Text(TextField.ANYWHERE, text);
    }

    private void isThere(Mail mail) {
        mails.add(mail);
        present.add(mail);
        indexed.add(mail);
    }

    @Test
    void what_is_there_is_searched_in_the_index_and_what_is_gone_in_its_messages() {
        isThere(mail(1, "fox"));
        mails.add(mail(2, "fox"));
        mails.add(mail(3, "dog"));
        var later = mail(4, "fox");
        present.add(later);
        indexed.add(later);
        assertThat(found(text("fox"))).containsExactly(1, 2);
        assertThat(found(new Not(List.of(text("fox"))))).containsExactly(3);
        assertThat(found(new Header("dog", null))).containsExactly(3);
        assertThat(texts.caughtUp).isEqualTo(1);
    }

    @Test
    void what_went_or_came_back_while_the_index_was_searched_is_found_too() {
        isThere(mail(1, "fox"));
        isThere(mail(2, "fox"));
        indexed.clear();
        moved.add(1);
        live.history = history(moved, new RoaringBitmap());
        live.beforeRead = () -> present.removeIf(mail -> mail.id() == 2);
        assertThat(found(text("fox"))).containsExactly(1, 2);
    }

    private static EmailHistory history(RoaringBitmap moved, RoaringBitmap created) {
        var none = EmailHistory.none(0);
        return new EmailHistory(
                7, created, moved, none.flagged(), none.destroyed(), none.threads());
    }

    @Test
    void an_index_that_is_behind_and_a_time_in_which_too_much_happens_give_no_answer() {
        mails.add(mail(1, "fox"));
        live.history = null;
        assertThat(answer(asking(text("fox")))).isEqualTo(new IndexUnavailable());
        live.history = EmailHistory.none(0);
        texts.version = -1;
        texts.canCatchUp = false;
        assertThat(answer(asking(text("fox")))).isEqualTo(new IndexUnavailable());
        assertThat(found(new Not(List.of()))).containsExactly(1);
    }

    @Test
    void too_many_messages_are_told() {
        mails.addAll(List.of(mail(1, "fox"), mail(2, "fox")));
        most = 1;
        assertThat(answer(asking(text("fox")))).isEqualTo(new TooManyGone(2));
    }

    @Test
    void what_cannot_be_read_is_left_out_and_counted_unless_it_is_clear() {
        isThere(mail(1, "fox"));
        mails.add(mail(2, LOST));
        unread.add(2);
        for (var filter : List.of(text("fox"), new And(List.of(text("fox"), text(" "))))) {
            var answer = (QueryResult) answer(asking(filter));
            assertThat(answer.ids()).hasSize(1);
            assertThat(answer.total()).isEqualTo(1);
            assertThat(answer.undecided()).isEqualTo(1);
        }
        var not = (QueryResult) answer(asking(new Not(List.of(text("fox")))));
        assertThat(not.ids()).isEmpty();
        assertThat(not.undecided()).isEqualTo(1);
        var all = (QueryResult) answer(asking(text(" ")));
        assertThat(all.ids()).hasSize(2);
        assertThat(all.undecided()).isZero();
    }

    @Test
    void random_queries_are_answered_as_reading_through_all_mail_answers_them() {
        System.out.println("PastEmailSearchTest seed " + SEED);
        var random = new Random(SEED);
        for (int round = 0; round < 30; round++) {
            var mail = new RandomMail(random.nextLong(), 60);
            scatter(mail.mails(), random);
            for (int i = 0; i < 100; i++) {
                requireSame(mail.query());
            }
        }
    }

    /** Some are there, some came back meanwhile, some are gone, of some the message is too. */
    private void scatter(List<Mail> all, Random random) {
        List.of(mails, present, indexed).forEach(List::clear);
        List.of(unread, moved).forEach(RoaringBitmap::clear);
        for (var one : all) {
            mails.add(one);
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    present.add(one);
                    indexed.add(one);
                }
                case 2 -> {
                    present.add(one);
                    moved.add(one.id());
                }
                case 3 -> indexed.add(one);
                case 4 -> unread.add(one.id());
                default -> {}
            }
        }
        var created = new RoaringBitmap();
        moved.stream().filter(email -> email % 2 == 0).forEach(created::add);
        live.history = history(RoaringBitmap.andNot(moved, created), created);
    }

    private void requireSame(QueryEmails query) {
        var filter = query.list().filter();
        var undecided = new Undecided(new ListColumns(mails)).among(filter, unread);
        var expected = new BruteForce(marked(undecided)).run(without(query));
        switch (answer(query)) {
            case QueryResult(_, var ids, var position, var total, _, var left) -> {
                var found = ids.stream().mapToInt(id -> id.value()).toArray();
                assertThat(expected)
                        .as("%s", query)
                        .isInstanceOfSatisfying(
                                Found.class,
                                they -> {
                                    assertThat(found).isEqualTo(they.emails());
                                    assertThat(position).isEqualTo(they.position());
                                    assertThat(total).isEqualTo(they.total());
                                });
                assertThat(left).isEqualTo(undecided.getCardinality());
            }
            case QueryEmails.AnchorNotFound _ ->
                    assertThat(expected).as("%s", query).isInstanceOf(NoAnchor.class);
            case IndexUnavailable _, TooManyGone _ -> throw new AssertionError("no answer");
        }
    }

    private List<Mail> marked(RoaringBitmap undecided) {
        return mails.stream()
                .map(mail -> {
                    var words = new HashSet<>(mail.words());
                    if (undecided.contains(mail.id())) {
                        words.add(LOST);
                    }
                    return mail.saying(words);
                })
                .toList();
    }

    private static QueryEmails without(QueryEmails query) {
        var list = query.list();
        var lost = new Not(List.of(text(LOST)));
        var filter = list.filter() == null ? lost : new And(List.of(list.filter(), lost));
        return new QueryEmails(
                query.account(),
                new EmailList(filter, list.sort(), list.collapseThreads()),
                query.start(),
                query.limit(),
                query.calculateTotal());
    }
}
