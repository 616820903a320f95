package io.daybook.thread.command;

import io.daybook.core.ThreadId;
import io.daybook.thread.ThreadRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the threads of messages that come into an account together. Threads that the messages join
 * become one: of those that existed before, the largest survives (of equal ones the oldest), if no
 * more emails than {@link ThreadRules#MAX_RECREATED} have to be re-created for one message.
 */
public final class ThreadPlan {
    private static final Comparator<Group> LARGEST_FIRST =
            Comparator.<Group>comparingInt(group -> -group.emails)
                    .thenComparingInt(group -> group.thread == 0 ? 1 : 0)
                    .thenComparingInt(group -> group.thread)
                    .thenComparingInt(group -> group.number);

    private final ThreadTable table;
    private final ThreadKeys keys;
    private final Map<Long, Group> byKey = new HashMap<>();
    private final Map<Integer, Group> byThread = new HashMap<>();
    private int groups;
    private int next;

    public ThreadPlan(ThreadTable table, ThreadKeys keys) {
        this.table = table;
        this.keys = keys;
        this.next = table.next();
    }

    /** A message in the plan; its thread is known when all messages have been added. */
    public final class Place {
        private final Group group;
        private final List<Long> newKeys;

        private Place(Group group, List<Long> newKeys) {
            this.group = group;
            this.newKeys = newKeys;
        }

        public ThreadId thread() {
            Group root = group.root();
            if (root.thread == 0) {
                root.thread = next++;
            }
            return new ThreadId(root.thread);
        }

        /** The keys that led to no live thread before this message. */
        public List<Long> newKeys() {
            return newKeys;
        }
    }

    /** A thread that goes on with the emails of others. */
    public record Merge(ThreadId survivor, List<ThreadId> merged) {}

    public Place add(List<String> messageIds, String baseSubject) {
        Set<Long> wanted = new LinkedHashSet<>();
        messageIds.stream()
                .limit(ThreadRules.MAX_REFERENCES)
                .forEach(id -> wanted.add(keys.key(id, baseSubject)));
        Set<Group> found = new LinkedHashSet<>();
        List<Long> unknown = new ArrayList<>();
        for (Long key : wanted) {
            Group group = find(key);
            if (group == null) {
                unknown.add(key);
            } else {
                found.add(group);
            }
        }
        Group joined = join(found);
        unknown.forEach(key -> byKey.put(key, joined));
        return new Place(joined, List.copyOf(unknown));
    }

    /** The threads that existed before and become one, ascending by survivor. */
    public List<Merge> merges() {
        Map<Group, List<ThreadId>> merged = new HashMap<>();
        byThread.forEach((thread, group) -> {
            Group root = group.root();
            if (root.thread != thread) {
                merged.computeIfAbsent(root, any -> new ArrayList<>()).add(new ThreadId(thread));
            }
        });
        return merged.entrySet().stream()
                .map(entry -> merge(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(merge -> merge.survivor().value()))
                .toList();
    }

    private static Merge merge(Group survivor, List<ThreadId> merged) {
        merged.sort(Comparator.comparingInt(ThreadId::value));
        return new Merge(new ThreadId(survivor.thread), List.copyOf(merged));
    }

    private Group join(Set<Group> found) {
        if (found.isEmpty()) {
            return new Group(0, 0, groups++);
        }
        List<Group> sorted = found.stream().sorted(LARGEST_FIRST).toList();
        Group largest = sorted.getFirst();
        long recreated = sorted.stream().skip(1).mapToLong(group -> group.emails).sum();
        if (recreated <= ThreadRules.MAX_RECREATED) {
            sorted.stream().skip(1).forEach(largest::absorb);
        }
        return largest;
    }

    private @Nullable Group find(Long key) {
        Group planned = byKey.get(key);
        if (planned != null) {
            return planned.root();
        }
        int thread = table.find(key);
        return thread == 0
                ? null
                : byThread.computeIfAbsent(
                                thread, any -> new Group(thread, table.count(thread), groups++))
                        .root();
    }

    private static final class Group {
        private int thread;
        private int emails;
        private final int number;
        private @Nullable Group into;

        /**
         * @param thread 0 when it is new
         * @param emails those that it had before
         */
        Group(int thread, int emails, int number) {
            this.thread = thread;
            this.emails = emails;
            this.number = number;
        }

        Group root() {
            Group root = this;
            while (root.into != null) {
                if (root.into.into != null) {
                    root.into = root.into.into;
                }
                root = root.into;
            }
            return root;
        }

        void absorb(Group other) {
            other.into = this;
            emails += other.emails;
        }
    }
}
