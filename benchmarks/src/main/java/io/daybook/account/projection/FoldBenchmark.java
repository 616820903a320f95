package io.daybook.account.projection;

import io.daybook.core.Ids;
import io.daybook.core.MailboxId;
import io.daybook.email.EmailEvent.EmailsMoved;
import io.daybook.email.EmailEvent.Entry;
import io.daybook.email.EmailEvent.KeywordsChanged;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does folding one event into the columns of an account of 100,000 emails cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FoldBenchmark {
    private static final int EMAILS = 100_000;

    @Param({"1", "500"})
    public int ids = 1;

    private AccountIndex index = new SyntheticAccount(0).index();
    private Ids some = Ids.NONE;
    private Ids here = Ids.NONE;

    @Setup
    public void fill() {
        index = new SyntheticAccount(EMAILS).index();
        some = Ids.of(IntStream.range(EMAILS / 2, EMAILS / 2 + ids).toArray());
        here = Ids.of(index.inMailbox(1).stream().limit(ids).toArray());
    }

    /** One event there, one back. */
    @Benchmark
    public IndexDelta flag() {
        var word = List.of("flag");
        index.apply(new KeywordsChanged(some, word, List.of()), List.of());
        return index.apply(new KeywordsChanged(some, List.of(), word), List.of());
    }

    /** One event there, one back. */
    @Benchmark
    public IndexDelta move() {
        var to = new MailboxId(11);
        index.apply(new EmailsMoved(here, List.of(new Entry(to, 1)), Ids.of(1)), List.of());
        var back = List.of(new Entry(new MailboxId(1), 1));
        return index.apply(new EmailsMoved(here, back, Ids.of(to.value())), List.of());
    }
}
