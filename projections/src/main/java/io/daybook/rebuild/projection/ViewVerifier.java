package io.daybook.rebuild.projection;

import io.daybook.core.AccountId;
import io.daybook.core.LowPriority;
import io.daybook.core.StreamHeads;
import io.daybook.core.Unavailable;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier;
import io.daybook.view.Rebuildable;
import io.daybook.view.Rebuilder;
import io.daybook.view.Rebuilder.End;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Proves the views: folds every stream again beside what is read, and compares the two. */
public final class ViewVerifier implements Verifier {
    private static final String PART = "views";

    private final Supplier<List<Rebuildable>> views;
    private final StreamHeads heads;
    private final Rebuilder rebuilder;
    private final int lanes;

    /**
     * @param lanes streams at a time
     */
    public ViewVerifier(
            Supplier<List<Rebuildable>> views, StreamHeads heads, Rebuilder rebuilder, int lanes) {
        this.views = views;
        this.heads = heads;
        this.rebuilder = rebuilder;
        this.lanes = lanes;
    }

    @Override
    public String part() {
        return PART;
    }

    /** A stream and a view of it. */
    private record Piece(String stream, long events, Rebuildable view) {}

    @Override
    public void verify(Scope scope, Report report) {
        var pieces = pieces(scope);
        long inAll = pieces.stream().mapToLong(Piece::events).sum();
        var done = new AtomicLong();
        Rebuilder.Watch watch =
                posted -> report.progress("events", done.addAndGet(posted.size()), inAll);
        try (var threads =
                Executors.newFixedThreadPool(lanes, LowPriority.threads("daybook-compare-"))) {
            var checks = new ArrayList<Future<?>>();
            for (var piece : pieces) {
                checks.add(threads.submit(() -> verify(piece, watch, report)));
            }
            awaitAll(checks);
        }
    }

    private List<Piece> pieces(Scope scope) {
        var pieces = new ArrayList<Piece>();
        heads.forEach((stream, head) -> {
            if ((scope.isEverything() || scope.streams().contains(stream))
                    && !heads.isErased(stream)) {
                for (var view : views.get()) {
                    if (view.follower().follows(stream)) {
                        pieces.add(new Piece(stream, head + 1, view));
                    }
                }
            }
        });
        return pieces;
    }

    /** The first failure ends them all. */
    private static void awaitAll(List<Future<?>> checks) {
        try {
            for (var check : checks) {
                check.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } finally {
            checks.forEach(check -> check.cancel(false));
        }
    }

    private void verify(Piece piece, Rebuilder.Watch watch, Report report) {
        try {
            compare(piece, watch, report);
        } catch (CancellationException | Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            found(
                    piece,
                    "not compared",
                    "",
                    "its stream cannot be folded: " + e.getMessage(),
                    "Mend the journal first: ./daybook verify --only journal tells what is wrong.",
                    report);
        }
    }

    private void compare(Piece piece, Rebuilder.Watch watch, Report report) {
        var compared = rebuilder.rebuild(piece.view(), piece.stream(), false, End.COMPARE, watch);
        if (!compared.compared()) {
            found(
                    piece,
                    "view behind",
                    "",
                    "it cannot follow its stream to event " + heads.head(piece.stream()),
                    anew(piece),
                    report);
        }
        for (var difference : compared.differences()) {
            int colon = difference.indexOf(": ");
            found(
                    piece,
                    "row wrong",
                    ", row " + difference.substring(0, colon),
                    difference.substring(colon + 2),
                    anew(piece),
                    report);
        }
    }

    private static void found(
            Piece piece, String kind, String row, String what, String advice, Report report) {
        String where = "view " + piece.view().follower().name() + " of " + piece.stream() + row;
        report.found(new Finding(PART, kind, where, what, advice));
    }

    private static String anew(Piece piece) {
        var account = AccountId.ofStream(piece.stream());
        return "Make it anew: ./daybook rebuild "
                + piece.view().follower().name()
                + (account == null ? "" : " --account " + account)
                + " --compare";
    }
}
