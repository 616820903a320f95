package io.daybook.view;

import io.daybook.core.LowPriority;
import io.daybook.core.StreamHeads;
import io.daybook.core.Traffic;
import io.daybook.view.Draft.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes the view of one stream anew beside the one that is read, and changes over when it has come
 * as far. Nothing is sent, nobody is told: a rebuild has no effect but the view. Who reads waits at
 * most for the last few events and the change of a number.
 */
public final class Rebuilder {
    /** So many differences are told of one stream. */
    public static final int MOST_DIFFERENCES = 100;

    /** Records that are prepared at a time when nobody else asks for anything. */
    private static final int MOST = 2_048;

    /** The same while requests come: a piece of work of a millisecond or two. */
    private static final int FEW = 48;

    /** So long a piece of work waits for those who are being answered: it gets on in any case. */
    private static final Duration COURTESY = Duration.ofMillis(20);

    /** So near to the head the rest is posted while the view that is read stands still. */
    private static final int NEAR = 200;

    /** After so many rounds the rest is posted however much it is: others write too fast. */
    private static final int MOST_ROUNDS = 20;

    private final Followers followers;
    private final StreamHeads heads;
    private final StreamReader reader;
    private final Traffic traffic;

    /**
     * @param traffic the requests that a rebuild gives way to
     */
    public Rebuilder(Followers followers, StreamHeads heads, StreamReader reader, Traffic traffic) {
        this.followers = followers;
        this.heads = heads;
        this.reader = reader;
        this.traffic = traffic;
    }

    /** Looks on. */
    public interface Watch {
        /** Looks on at nothing. */
        Watch NONE = _ -> {};

        /**
         * These events were posted.
         *
         * @throws CancellationException to end it; what was begun is thrown away
         */
        void posted(List<Sequenced> events);
    }

    /**
     * @param version the event that the new view had reached when it was finished
     * @param compared whether it could be compared, as both were at that event
     * @param differences what was not as the events say, at most {@link #MOST_DIFFERENCES}
     */
    public record Report(long version, boolean compared, List<String> differences) {
        public Report {
            differences = List.copyOf(differences);
        }
    }

    /** What is done with a draft that has come as far as the view that is read. */
    public enum End {
        /** It is read from now on. */
        SWAP,
        /** The same, and the two are compared. */
        COMPARE_AND_SWAP,
        /** They are compared, and the draft is thrown away. */
        COMPARE
    }

    /** Makes the view of the stream anew. */
    public Report rebuild(
            Rebuildable view, String stream, boolean fromMessages, End end, Watch watch) {
        try (var draft = view.begin(stream, fromMessages)) {
            return finish(view, draft, stream, end, watch);
        }
    }

    /**
     * Goes back to the view that was read before, once it has what has happened since.
     *
     * @return null when none is kept
     */
    public @Nullable Report rollback(Rebuildable view, String stream, Watch watch) {
        try (var kept = view.kept(stream)) {
            return kept == null ? null : finish(view, kept, stream, End.SWAP, watch);
        }
    }

    private Report finish(Rebuildable view, Draft draft, String stream, End end, Watch watch) {
        long head = heads.head(stream);
        for (int round = 0; head - draft.version() > NEAR && round < MOST_ROUNDS; round++) {
            follow(draft, stream, head, watch);
            head = heads.head(stream);
        }
        draft.settle(this::giveWay);
        if (end != End.SWAP) {
            // A view that cannot follow is told apart from one that is wrong: it is not compared.
            view.followers(followers).catchUp(view.follower(), stream);
        }
        try (var comparison =
                view.followers(followers)
                        .alone(
                                view.follower(),
                                stream,
                                () -> meet(view, draft, stream, end, watch))) {
            return new Report(
                    draft.version(),
                    comparison != null,
                    comparison == null
                            ? List.of()
                            : comparison.differences(MOST_DIFFERENCES, this::giveWay));
        }
    }

    private @Nullable Comparison meet(
            Rebuildable view, Draft draft, String stream, End end, Watch watch) {
        long live = view.follower().version(stream);
        // One that is parked far behind is not waited for.
        long target = end == End.COMPARE ? live : Math.max(live, draft.version());
        follow(draft, stream, target, watch);
        var comparison = end == End.SWAP ? null : draft.freeze();
        if (end != End.COMPARE) {
            draft.takePlace();
        }
        return comparison;
    }

    /**
     * Reads and prepares on one thread what it posts on this one; while requests come, all on this
     * one, so that the other processors are theirs.
     */
    private void follow(Draft draft, String stream, long version, Watch watch) {
        long first = draft.version() + 1;
        if (version - first < MOST) {
            for (long next = first; next <= version; next = draft.version() + 1) {
                post(draft, portion(draft, stream, next, version), watch);
            }
            return;
        }
        try (var ahead =
                Executors.newSingleThreadExecutor(LowPriority.threads("daybook-read-ahead-"))) {
            var last = new Portion(List.of(), first, () -> {});
            while (last.next() <= version) {
                var before = last;
                if (traffic.isBusy()) {
                    post(draft, before, watch);
                    last = portion(draft, stream, before.next(), version);
                } else {
                    var coming = ahead.submit(() -> portion(draft, stream, before.next(), version));
                    post(draft, before, watch);
                    last = get(coming);
                }
            }
            post(draft, last, watch);
        }
    }

    /**
     * Events that are prepared.
     *
     * @param next the number of the event after them
     */
    private record Portion(List<Sequenced> events, long next, Runnable posting) {}

    private Portion portion(Draft draft, String stream, long first, long version) {
        giveWay();
        int most = traffic.isBusy() ? FEW : MOST;
        var events = reader.read(stream, first, most, draft::size);
        while (!events.isEmpty() && events.getLast().seq() > version) {
            events = events.subList(0, events.size() - 1);
        }
        if (events.isEmpty()) {
            throw new IllegalStateException(
                    "the journal gives no event " + first + " of " + stream);
        }
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).seq() != first + i) {
                throw new IllegalStateException(
                        "the journal lacks event " + (first + i) + " of " + stream);
            }
        }
        return new Portion(events, events.getLast().seq() + 1, draft.prepare(List.copyOf(events)));
    }

    private void giveWay() {
        traffic.giveWay(COURTESY);
    }

    private void post(Draft draft, Portion portion, Watch watch) {
        giveWay();
        portion.posting().run();
        if (draft.version() != portion.next() - 1) {
            throw new IllegalStateException(
                    "the view in the making is at "
                            + draft.version()
                            + " after event "
                            + (portion.next() - 1));
        }
        if (!portion.events().isEmpty()) {
            watch.posted(portion.events());
        }
    }

    private static Portion get(Future<Portion> coming) {
        try {
            return coming.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a view was rebuilt");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        }
    }
}
