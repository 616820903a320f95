package io.daybook.email.command;

import io.daybook.core.Ids;
import java.util.Arrays;

/** Numbers in the making of an {@link Ids}. */
final class IntList {
    private int[] values = new int[8];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    Ids ids() {
        return Ids.of(Arrays.copyOf(values, size));
    }
}
