package io.daybook.email.query;

import io.daybook.core.AccountId;
import io.daybook.core.EmailId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailFilter.After;
import io.daybook.email.EmailFilter.AllInThreadHaveKeyword;
import io.daybook.email.EmailFilter.And;
import io.daybook.email.EmailFilter.Before;
import io.daybook.email.EmailFilter.HasAttachment;
import io.daybook.email.EmailFilter.HasKeyword;
import io.daybook.email.EmailFilter.Header;
import io.daybook.email.EmailFilter.InMailbox;
import io.daybook.email.EmailFilter.InMailboxOtherThan;
import io.daybook.email.EmailFilter.MaxSize;
import io.daybook.email.EmailFilter.MinSize;
import io.daybook.email.EmailFilter.NoneInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Not;
import io.daybook.email.EmailFilter.NotKeyword;
import io.daybook.email.EmailFilter.Or;
import io.daybook.email.EmailFilter.SomeInThreadHaveKeyword;
import io.daybook.email.EmailFilter.Text;
import io.daybook.email.EmailFilter.TextField;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmails;
import io.daybook.email.QueryEmails.Anchor;
import io.daybook.email.QueryEmails.Position;
import io.daybook.email.QueryEmails.Start;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Random emails with many ties, and random queries for them. */
final class RandomMail {
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final List<String> KEYWORDS =
            List.of("$seen", "$flagged", "$draft", "work", "x");
    private static final List<String> WORDS = List.of("rare", "common", "list-id");
    private static final List<String> NAMES =
            List.of(
                    "",
                    "alice",
                    "Alice",
                    "Älice",
                    "ALICE",
                    "bob",
                    "7 dwarfs",
                    "12 monkeys",
                    "007",
                    "99999999999999999999",
                    "ﬁnal",
                    "Final",
                    "\uFF21lice",
                    "\uD83D\uDE00",
                    "\uFFFD");

    private final Random random;
    private final int count;

    RandomMail(long seed, int count) {
        this.random = new Random(seed);
        this.count = count;
    }

    List<Mail> mails() {
        var mails = new ArrayList<Mail>();
        int id = 0;
        for (int i = 0; i < count; i++) {
            id += 1 + random.nextInt(3);
            mails.add(mail(id));
        }
        return mails;
    }

    Mail mail(int id) {
        return new Mail(
                id,
                1 + random.nextInt(count / 3),
                1_000_000_000L + random.nextInt(count) * 500L,
                random.nextInt(10) == 0 ? Long.MIN_VALUE : random.nextInt(count) * 1000L,
                random.nextInt(50) == 0 ? Long.MAX_VALUE - random.nextInt(5) : random.nextInt(5000),
                mailboxes(),
                keywords(),
                random.nextBoolean(),
                any(NAMES) + any(NAMES),
                any(NAMES),
                any(NAMES),
                some(WORDS, 0));
    }

    Set<Integer> mailboxes() {
        return some(IntStream.rangeClosed(1, 5).boxed().toList(), 1);
    }

    Set<String> keywords() {
        return some(KEYWORDS, 0);
    }

    private <T> Set<T> some(List<T> from, int atLeast) {
        var some = new HashSet<T>();
        for (int i = atLeast + random.nextInt(3); i > 0; i--) {
            some.add(any(from));
        }
        return some;
    }

    private <T> T any(List<T> from) {
        // The first ones more often: sets of very different sizes.
        return from.get((int) (from.size() * random.nextDouble() * random.nextDouble()));
    }

    QueryEmails query() {
        return new QueryEmails(
                ACCOUNT,
                list(),
                start(),
                random.nextInt(5) == 0 ? 0 : random.nextInt(100),
                random.nextBoolean());
    }

    EmailList list() {
        return new EmailList(
                random.nextInt(8) == 0 ? null : filter(3),
                IntStream.range(0, random.nextInt(4)).mapToObj(_ -> sort()).toList(),
                random.nextBoolean());
    }

    private Start start() {
        if (random.nextInt(3) == 0) {
            return new Anchor(
                    new EmailId(1 + random.nextInt(2 * count)), random.nextInt(200) - 100);
        }
        return new Position(
                random.nextInt(4) == 0 ? -random.nextInt(2 * count) : random.nextInt(count / 4));
    }

    EmailSort sort() {
        var property = Property.values()[random.nextInt(Property.values().length)];
        var keyword =
                switch (property) {
                    case HAS_KEYWORD, ALL_IN_THREAD_HAVE_KEYWORD, SOME_IN_THREAD_HAVE_KEYWORD ->
                            any(KEYWORDS);
                    case RECEIVED_AT, SIZE, FROM, TO, SUBJECT, SENT_AT -> null;
                };
        int collation = random.nextInt(4);
        return new EmailSort(
                property,
                random.nextBoolean(),
                keyword,
                collation == 3 ? null : Collation.values()[collation].registered());
    }

    EmailFilter filter(int depth) {
        int kind = random.nextInt(depth > 0 ? 22 : 16);
        return switch (kind) {
            case 0, 1 -> new InMailbox(new MailboxId(1 + random.nextInt(6)));
            case 2 ->
                    new InMailboxOtherThan(
                            Set.of(new MailboxId(1 + random.nextInt(3)), new MailboxId(4)));
            case 3 -> new Before(instant());
            case 4 -> new After(instant());
            case 5 -> new MinSize(random.nextInt(5000));
            case 6 -> new MaxSize(random.nextInt(5000));
            case 7 -> new AllInThreadHaveKeyword(any(KEYWORDS));
            case 8 -> new SomeInThreadHaveKeyword(any(KEYWORDS));
            case 9 -> new NoneInThreadHaveKeyword(any(KEYWORDS));
            case 10, 11 -> new HasKeyword(any(KEYWORDS));
            case 12 -> new NotKeyword(any(KEYWORDS));
            case 13 -> new HasAttachment(random.nextBoolean());
            case 14 -> new Text(TextField.ANYWHERE, any(WORDS));
            case 15 -> new Header(any(WORDS), null);
            case 16, 17, 18 -> new And(filters(depth - 1));
            case 19, 20 -> new Or(filters(depth - 1));
            default -> new Not(filters(depth - 1));
        };
    }

    private List<EmailFilter> filters(int depth) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> filter(depth)).toList();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(1_000_000_000L + random.nextInt(count) * 500L)
                .plusNanos(random.nextInt(2) * 500L);
    }
}
