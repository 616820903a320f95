package io.daybook.proof.command;

import io.daybook.core.LowPriority;
import io.daybook.journal.JournalCheck;
import io.daybook.journal.JournalCheck.ChainBroken;
import io.daybook.journal.JournalCheck.CutShort;
import io.daybook.journal.JournalCheck.Gap;
import io.daybook.journal.JournalCheck.HeadDiffers;
import io.daybook.journal.JournalCheck.Misplaced;
import io.daybook.journal.JournalCheck.Result;
import io.daybook.journal.JournalCheck.Rewritten;
import io.daybook.journal.JournalCheck.Sound;
import io.daybook.journal.JournalCheck.Unreadable;
import io.daybook.journal.StoredEvents;
import io.daybook.proof.Finding;
import io.daybook.proof.MerkleTree;
import io.daybook.proof.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Proves the streams by their chains, and by what the anchors say of them. */
public final class JournalVerifier implements Verifier {
    static final String PART = "journal";

    private static final String RESTORE =
            "Put the data folder back from a backup that verifies; keep this one to find out who"
                    + " could write to it.";

    private final StoredEvents events;
    private final JournalCheck check;
    private final KeptAnchors anchors;

    public JournalVerifier(StoredEvents events, JournalCheck check, KeptAnchors anchors) {
        this.events = events;
        this.check = check;
        this.anchors = anchors;
    }

    @Override
    public String part() {
        return PART;
    }

    @Override
    public void verify(Scope scope, Report report) {
        var anchored = new AnchoredEnds(anchors, report).of(scope.anchors());
        var streams = new TreeSet<>(MerkleTree.ORDER);
        streams.addAll(scope.streams());
        if (scope.isEverything()) {
            streams.addAll(events.streams());
            streams.addAll(anchored.keySet());
        }
        var count = new Count(report, events(streams));
        int threads = Runtime.getRuntime().availableProcessors();
        try (var lanes =
                Executors.newFixedThreadPool(threads, LowPriority.threads("daybook-verify-"))) {
            var checks = new ArrayList<Future<?>>();
            for (var stream : streams) {
                var ends = anchored.getOrDefault(stream, new TreeMap<>());
                checks.add(lanes.submit(() -> verify(stream, ends, count, report)));
            }
            awaitAll(checks);
        }
    }

    private long events(Iterable<String> streams) {
        long all = 0;
        for (var stream : streams) {
            var head = events.head(stream);
            all += head == null ? 0 : head.seq() + 1;
        }
        return all;
    }

    /** The first failure of a check ends them all. */
    static void awaitAll(List<Future<?>> checks) {
        try {
            for (var one : checks) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } finally {
            checks.forEach(one -> one.cancel(false));
        }
    }

    private record Count(Report report, AtomicLong done, long inAll) {
        Count(Report report, long inAll) {
            this(report, new AtomicLong(), inAll);
        }

        void add(long count) {
            report.progress("events", done.addAndGet(count), inAll);
        }
    }

    private void verify(
            String stream, NavigableMap<Long, byte[]> ends, Count count, Report report) {
        var finding = finding(stream, check.verify(stream, ends, count::add));
        if (finding != null) {
            report.found(finding);
        }
    }

    private static @Nullable Finding finding(String stream, Result result) {
        return switch (result) {
            case Sound _ -> null;
            case Gap(var expected, var found) ->
                    wrong(
                            "event missing",
                            stream,
                            expected,
                            "there is no event " + expected + "; the next is " + found);
            case ChainBroken(var seq) ->
                    wrong(
                            "event changed",
                            stream,
                            seq,
                            "its octets or its hash are not what was appended");
            case Misplaced(var seq, var place) ->
                    wrong(
                            "order changed",
                            stream,
                            seq,
                            "what was appended as event " + seq + " stands at " + place);
            case Unreadable(var seq) ->
                    wrong("event unreadable", stream, seq, "its seal does not open with the key");
            case HeadDiffers(var head, var last) ->
                    wrong(
                            "end changed",
                            stream,
                            Math.max(0, Math.min(head, last) + 1),
                            "the stream ends at " + last + ", but its end is noted as " + head);
            case Rewritten(var after, var upTo) ->
                    wrong(
                            "history rewritten",
                            stream,
                            after + 1,
                            "the chain holds, but it is not the one that was anchored: an event"
                                    + " from "
                                    + (after + 1)
                                    + " to "
                                    + upTo
                                    + " is another, or was taken out or put in");
            case CutShort(var anchored, var last) ->
                    last < 0
                            ? wrong(
                                    "stream gone",
                                    stream,
                                    0,
                                    "it had come to event " + anchored + " when it was anchored")
                            : wrong(
                                    "stream cut short",
                                    stream,
                                    last + 1,
                                    "it ends at "
                                            + last
                                            + ", but had come to "
                                            + anchored
                                            + " when it was anchored");
        };
    }

    private static Finding wrong(String kind, String stream, long seq, String what) {
        return new Finding(PART, kind, "stream " + stream + ", event " + seq, what, RESTORE);
    }
}
