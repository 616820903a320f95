package io.daybook.core;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** An immutable set of counter ids, ascending. */
public final class Ids {
    public static final Ids NONE = new Ids(new int[0]);

    private final int[] values;

    private Ids(int[] values) {
        this.values = values;
    }

    /** Sorts and removes repetitions; the array is copied. */
    public static Ids of(int... values) {
        if (values.length == 0) {
            return NONE;
        }
        for (int i = 1; i < values.length; i++) {
            if (values[i] <= values[i - 1]) {
                return new Ids(IntStream.of(values).sorted().distinct().toArray());
            }
        }
        return new Ids(values.clone());
    }

    public static Ids ofEmails(Collection<EmailId> ids) {
        return of(ids.stream().mapToInt(EmailId::value).toArray());
    }

    public static Ids ofMailboxes(Collection<MailboxId> ids) {
        return of(ids.stream().mapToInt(MailboxId::value).toArray());
    }

    public int size() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public int get(int index) {
        return values[index];
    }

    public boolean contains(int value) {
        return Arrays.binarySearch(values, value) >= 0;
    }

    /** How many ids are less than this one, which is among them; else negative. */
    public int rankOf(int value) {
        return Arrays.binarySearch(values, value);
    }

    public void forEach(IntConsumer action) {
        for (int value : values) {
            action.accept(value);
        }
    }

    public IntStream stream() {
        return IntStream.of(values);
    }

    public int[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ids ids && Arrays.equals(values, ids.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
