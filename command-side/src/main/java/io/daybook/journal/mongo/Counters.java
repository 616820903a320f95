package io.daybook.journal.mongo;

import java.util.TreeMap;

/**
 * Numbers the events of this process in the order in which their inserts begin. Inserts of several
 * streams end in any order; a number is settled when its insert has ended, well or not, and so have
 * all before it.
 */
final class Counters {
    private final TreeMap<Long, Integer> open = new TreeMap<>();
    private long last = -1;

    /** Numbers so many events, and returns the last of the numbers. */
    synchronized long begin(int events) {
        last += events;
        open.put(last, events);
        return last;
    }

    synchronized void end(long number) {
        open.remove(number);
    }

    /** The last settled number, -1 before the first. */
    synchronized long settled() {
        var first = open.firstEntry();
        return first == null ? last : first.getKey() - first.getValue();
    }
}
