package io.daybook.core.jmap;

import java.util.concurrent.ConcurrentHashMap;

/** Counts who is inside, by key, up to a limit each. Holds nothing of those who left. */
public final class Crowd<K> {
    private final ConcurrentHashMap<K, Integer> inside = new ConcurrentHashMap<>();
    private final int limit;

    public Crowd(int limit) {
        this.limit = limit;
    }

    /** Whether there was room; who entered must leave. */
    public boolean enter(K key) {
        int[] count = {0};
        inside.compute(
                key,
                (_, before) -> {
                    int now = before == null ? 0 : before;
                    count[0] = now + 1;
                    return Math.min(limit, now + 1);
                });
        return count[0] <= limit;
    }

    /** Whether nobody else could enter at the moment. */
    public boolean isFull(K key) {
        return inside.getOrDefault(key, 0) >= limit;
    }

    public void leave(K key) {
        inside.computeIfPresent(key, (_, before) -> before == 1 ? null : before - 1);
    }
}
