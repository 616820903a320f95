package io.daybook.account.projection;

import io.daybook.core.AccountId;
import io.daybook.core.DiskThreads;
import io.daybook.core.StreamHeads;
import io.daybook.submission.GetDue.Due;
import io.daybook.submission.GetDue.Kind;
import io.daybook.submission.GetDue.Step;
import io.daybook.submission.projection.SubmissionRows;
import io.daybook.submission.projection.SubmissionRows.DueKey;
import io.daybook.view.Place;
import io.daybook.view.Row;
import io.daybook.view.RowStore.Reached;
import io.daybook.view.Version;
import io.daybook.view.ViewStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When something is due in each account: the rows of the accounts tell what, here is when the first
 * of each is. Filled from the rows when first asked for, and kept current by the folds of this
 * node.
 */
final class DueTimes {
    private final ViewStore store;
    private final TreeSet<First> order =
            new TreeSet<>(Comparator.comparing(First::at).thenComparing(First::stream));
    private final Map<String, Instant> firsts = new HashMap<>();

    /** How far the rows of each account were when they were read for this. */
    private final Map<String, Version> seen = new HashMap<>();

    private boolean filled;

    private record First(Instant at, String stream) {}

    DueTimes(ViewStore store) {
        this.store = store;
    }

    /** The rows of the account have changed. */
    synchronized void moved(String stream) {
        if (!filled) {
            return;
        }
        read(List.of(store.reached(MailRows.GROUP, stream)));
    }

    /** Reads when something is first due in these accounts. */
    private void read(List<Reached> accounts) {
        var places = new ArrayList<Place>();
        for (var account : accounts) {
            String stream = account.place().scope();
            Instant before = firsts.remove(stream);
            if (before != null) {
                order.remove(new First(before, stream));
            }
            seen.put(stream, account.version());
            places.add(account.place());
        }
        store.first(
                places,
                SubmissionRows.DUE,
                (place, key, _) -> {
                    firsts.put(place.scope(), key.at());
                    order.add(new First(key.at(), place.scope()));
                });
    }

    /** Other nodes may have posted rows: looks at the accounts whose rows have moved since. */
    synchronized void lookAgain() {
        if (filled) {
            readWhatMoved();
        }
    }

    private void readWhatMoved() {
        var moved = new ArrayList<Reached>();
        store.forEachReached(
                MailRows.GROUP,
                now -> {
                    if (!now.version().equals(seen.get(now.place().scope()))) {
                        moved.add(now);
                    }
                });
        read(moved);
    }

    /** Fills what was never asked for before. An account without rows has nothing due. */
    private synchronized void fill() {
        if (!filled) {
            readWhatMoved();
            filled = true;
        }
    }

    /** What is due until then, earliest first, at most {@code limit}. */
    Due due(Instant until, int limit, StreamHeads heads) {
        return DiskThreads.call(() -> {
            fill();
            return read(until, limit, heads);
        });
    }

    private Due read(Instant until, int limit, StreamHeads heads) {
        var steps = new ArrayList<Step>();
        Instant next = null;
        for (First first : accounts(until, limit)) {
            boolean isFull = steps.size() == limit;
            if (first.at().isAfter(until)
                    || (isFull && !first.at().isBefore(steps.getLast().at()))) {
                next = earlier(next, first.at());
                break;
            }
            if (heads.movedTo(first.stream()) != null) {
                // It is sent from where the account is now.
                continue;
            }
            next = earlier(next, read(first.stream(), until, limit, steps));
            steps.sort(Comparator.comparing(Step::at));
            if (steps.size() > limit) {
                next = earlier(next, steps.get(limit).at());
                steps.subList(limit, steps.size()).clear();
            }
        }
        return new Due(steps, next);
    }

    /** Those accounts whose first step is due, at most so many, and one more. */
    private synchronized List<First> accounts(Instant until, int limit) {
        var accounts = new ArrayList<First>();
        for (First first : order) {
            accounts.add(first);
            if (first.at().isAfter(until) || accounts.size() > limit) {
                break;
            }
        }
        return accounts;
    }

    /** Adds what is due in the account; returns when the first is due that was not added. */
    private @Nullable Instant read(String stream, Instant until, int limit, List<Step> steps) {
        AccountId account = AccountId.ofStream(stream);
        if (account == null) {
            return null;
        }
        var left = new ArrayList<Instant>(1);
        int most = steps.size() + limit;
        store.scan(
                store.live(MailRows.GROUP, stream),
                SubmissionRows.DUE,
                null,
                null,
                (DueKey key, Row<Kind> row) -> {
                    if (key.at().isAfter(until) || steps.size() >= most) {
                        left.add(key.at());
                        return false;
                    }
                    return steps.add(new Step(account, key.submission(), key.at(), row.value()));
                });
        return left.isEmpty() ? null : left.getFirst();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
