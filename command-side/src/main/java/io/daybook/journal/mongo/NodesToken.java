package io.daybook.journal.mongo;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import org.axonframework.eventhandling.TrackingToken;

/**
 * A place in the feeds of all nodes: the number of the last event that was taken of each. There is
 * no order between nodes but that of the streams that they share.
 */
record NodesToken(SortedMap<String, Long> numbers) implements TrackingToken {
    NodesToken {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    static NodesToken start() {
        return new NodesToken(new TreeMap<>());
    }

    long of(String node) {
        return numbers.getOrDefault(node, -1L);
    }

    NodesToken with(String node, long number) {
        var next = new TreeMap<>(numbers);
        next.put(node, number);
        return new NodesToken(next);
    }

    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return combined(other, Math::min);
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return combined(other, Math::max);
    }

    private NodesToken combined(TrackingToken other, LongBinaryOperator choose) {
        var those = (NodesToken) other;
        var all = new TreeMap<String, Long>();
        for (String node : union(those).keySet()) {
            all.put(node, choose.applyAsLong(of(node), those.of(node)));
        }
        return new NodesToken(all);
    }

    private Map<String, Long> union(NodesToken other) {
        var union = new TreeMap<>(numbers);
        union.putAll(other.numbers);
        return union;
    }

    @Override
    public boolean covers(TrackingToken other) {
        return other instanceof NodesToken those
                && those.numbers.entrySet().stream()
                        .allMatch(entry -> of(entry.getKey()) >= entry.getValue());
    }

    /** How many events were taken. */
    @Override
    public OptionalLong position() {
        return OptionalLong.of(numbers.values().stream().mapToLong(number -> number + 1).sum() - 1);
    }
}
