package io.daybook.email.query;

import io.daybook.account.projection.SyntheticAccount;
import io.daybook.core.AccountId;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailFilter;
import io.daybook.email.EmailList;
import io.daybook.email.EmailSort;
import io.daybook.email.EmailSort.Property;
import io.daybook.email.QueryEmailChanges;
import io.daybook.email.QueryEmails;
import io.daybook.email.projection.EmailColumns;
import io.daybook.email.projection.EmailHistory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.RoaringBitmap;

/** What does a page of fifty of an account of 100,000 emails cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class QueryBenchmark {
    private static final AccountId ACCOUNT = new AccountId("a1");
    private static final EmailFilter INBOX = new EmailFilter.InMailbox(new MailboxId(1));

    private static final EmailHistory HISTORY =
            new EmailHistory(
                    2,
                    RoaringBitmap.bitmapOfRange(99_900, 100_001),
                    RoaringBitmap.bitmapOf(70_000, 80_000),
                    RoaringBitmap.bitmapOfRange(99_500, 99_900),
                    RoaringBitmap.bitmapOf(100_002, 100_003),
                    new RoaringBitmap());

    private final EmailColumns columns = new SyntheticAccount(100_000).columns();

    @Benchmark
    public EmailQueryEngine.Outcome newestOfAMailboxCollapsed() {
        return run(INBOX, new EmailSort(Property.RECEIVED_AT, false, null, null), true);
    }

    @Benchmark
    public EmailQueryEngine.Outcome unreadOfAMailbox() {
        var filter = new EmailFilter.And(List.of(INBOX, new EmailFilter.NotKeyword("$seen")));
        return run(filter, new EmailSort(Property.RECEIVED_AT, false, null, null), false);
    }

    @Benchmark
    public EmailQueryEngine.Outcome everythingBySize() {
        return run(null, new EmailSort(Property.SIZE, true, null, null), false);
    }

    @Benchmark
    public EmailQueryEngine.Outcome aMailboxBySubject() {
        return run(INBOX, new EmailSort(Property.SUBJECT, true, null, null), false);
    }

    /** As many emails changed as arrive in a day. */
    @Benchmark
    public EmailChangesEngine.Outcome changesOfAMailboxCollapsed() {
        return changes(new EmailSort(Property.RECEIVED_AT, false, null, null), true);
    }

    @Benchmark
    public EmailChangesEngine.Outcome changesOfAMailboxFlaggedFirst() {
        return changes(new EmailSort(Property.HAS_KEYWORD, false, "$flagged", null), false);
    }

    private EmailChangesEngine.Outcome changes(EmailSort sort, boolean collapse) {
        var query =
                new QueryEmailChanges(
                        ACCOUNT,
                        new EmailList(INBOX, List.of(sort), collapse),
                        new io.daybook.core.State("e1", 1),
                        Long.MAX_VALUE,
                        null,
                        true);
        return EmailChangesEngine.run(query, HISTORY, columns, _ -> new RoaringBitmap());
    }

    private EmailQueryEngine.Outcome run(
            @Nullable EmailFilter filter, EmailSort sort, boolean collapse) {
        var list = new EmailList(filter, List.of(sort), collapse);
        var query = new QueryEmails(ACCOUNT, list, new QueryEmails.Position(0), 50, true);
        return EmailQueryEngine.run(query, columns, _ -> new RoaringBitmap());
    }
}
