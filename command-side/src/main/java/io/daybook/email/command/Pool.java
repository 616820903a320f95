package io.daybook.email.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that many emails share, each kept once under a small number from 1. A value goes, and its
 * number may be given again, when nobody holds it any more.
 */
final class Pool<V> {
    private static final int OCTETS_OF_ENTRY = 80;

    private final ToIntFunction<V> weigher;
    private final Map<V, Integer> numbers = new HashMap<>();
    private final List<@Nullable V> values = new ArrayList<>();
    private final BitSet free = new BitSet();
    private int[] holders = new int[8];
    private long octets;

    /**
     * @param weigher the memory of a value, roughly, in octets
     */
    Pool(ToIntFunction<V> weigher) {
        this.weigher = weigher;
        values.add(null);
    }

    V get(int number) {
        V value = values.get(number);
        if (value == null) {
            throw new IllegalStateException("nobody holds value " + number);
        }
        return value;
    }

    /** The number of the value, which {@code times} more hold from now on. */
    int hold(V value, int times) {
        Integer known = numbers.get(value);
        int number = known == null ? add(value) : known;
        holders[number] += times;
        return number;
    }

    void hold(int number) {
        holders[number]++;
    }

    int holders(int number) {
        return holders[number];
    }

    void release(int number, int times) {
        holders[number] -= times;
        if (holders[number] == 0) {
            V value = get(number);
            octets -= weigher.applyAsInt(value) + OCTETS_OF_ENTRY;
            numbers.remove(value);
            values.set(number, null);
            free.set(number);
        }
    }

    /** The numbers of the values that pass. */
    BitSet where(Predicate<V> test) {
        var found = new BitSet();
        for (int number = 1; number < values.size(); number++) {
            V value = values.get(number);
            if (value != null && test.test(value)) {
                found.set(number);
            }
        }
        return found;
    }

    /** By number from 1; null where the number is free. */
    List<@Nullable V> snapshot() {
        return new ArrayList<>(values.subList(1, values.size()));
    }

    /** Takes up what {@link #snapshot} told, under the same numbers; each is held once. */
    void restore(List<@Nullable V> snapshot) {
        for (V value : snapshot) {
            int number = values.size();
            values.add(value);
            if (number >= holders.length) {
                holders = Arrays.copyOf(holders, holders.length * 2);
            }
            if (value == null) {
                free.set(number);
            } else {
                enter(number, value);
                holders[number] = 1;
            }
        }
    }

    private void enter(int number, V value) {
        numbers.put(value, number);
        octets += weigher.applyAsInt(value) + OCTETS_OF_ENTRY;
    }

    long octets() {
        return octets + 4L * holders.length;
    }

    private int add(V value) {
        int number = free.nextSetBit(1);
        if (number < 0) {
            number = values.size();
            values.add(value);
        } else {
            free.clear(number);
            values.set(number, value);
        }
        if (number >= holders.length) {
            holders = Arrays.copyOf(holders, holders.length * 2);
        }
        enter(number, value);
        return number;
    }
}
