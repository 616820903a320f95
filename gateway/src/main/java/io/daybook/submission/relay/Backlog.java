package io.daybook.submission.relay;

import io.daybook.core.AccountId;
import io.daybook.core.SubmissionId;
import io.daybook.submission.GetDue.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is due and not under way, account by account: one after the other gets a turn, so that
 * nobody's thousand messages hold up another's one. Not safe for use by several threads.
 */
final class Backlog {
    private final int most;
    private final int mostOfAccount;
    private final Map<AccountId, ArrayDeque<SubmissionId>> waiting = new LinkedHashMap<>();
    private final Set<Task> underWay = new HashSet<>();
    private final Map<AccountId, Integer> busy = new HashMap<>();
    private final Map<Task, Instant> resting = new HashMap<>();

    record Task(AccountId account, SubmissionId submission) {}

    /**
     * @param most tasks under way at once
     * @param mostOfAccount of one account
     */
    Backlog(int most, int mostOfAccount) {
        this.most = most;
        this.mostOfAccount = mostOfAccount;
    }

    /** Takes what is due now for all that waits. */
    void replace(Collection<Step> due, Instant now) {
        resting.values().removeIf(until -> !until.isAfter(now));
        waiting.clear();
        for (Step step : due) {
            var task = new Task(step.account(), step.submission());
            if (!underWay.contains(task) && !resting.containsKey(task)) {
                waiting.computeIfAbsent(task.account(), _ -> new ArrayDeque<>())
                        .add(task.submission());
            }
        }
    }

    /** Whether {@link #take} would give one. */
    boolean mayTake() {
        return underWay.size() < most
                && waiting.keySet().stream()
                        .anyMatch(account -> busy.getOrDefault(account, 0) < mostOfAccount);
    }

    /** The next to be done, from now on under way; null when there is none or enough is. */
    @Nullable Task take() {
        if (underWay.size() >= most) {
            return null;
        }
        return waiting.keySet().stream()
                .filter(account -> busy.getOrDefault(account, 0) < mostOfAccount)
                .findFirst()
                .map(this::take)
                .orElse(null);
    }

    private Task take(AccountId account) {
        // The account goes to the end of the line.
        ArrayDeque<SubmissionId> own = Objects.requireNonNull(waiting.remove(account));
        var task = new Task(account, own.removeFirst());
        if (!own.isEmpty()) {
            waiting.put(account, own);
        }
        underWay.add(task);
        busy.merge(account, 1, Integer::sum);
        return task;
    }

    void finished(Task task) {
        underWay.remove(task);
        busy.computeIfPresent(task.account(), (_, count) -> count == 1 ? null : count - 1);
    }

    /** Nothing comes of it until then. */
    void rest(Task task, Instant until) {
        resting.put(task, until);
    }

    /** When the first wakes that rests, or null. */
    @Nullable Instant nextRested() {
        return resting.values().stream().min(Instant::compareTo).orElse(null);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
