package io.daybook.account.projection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by the small numbers that an account gives its emails: found without hashing, and put
 * without new objects. The memory it takes is that of the highest number.
 */
final class NumberedRows<T> {
    private final List<@Nullable T> values = new ArrayList<>();
    private final IntList used = new IntList();

    /** Does something with a value. */
    interface Visitor<T> {
        void value(int number, T value);
    }

    @Nullable T get(int number) {
        return number < values.size() ? values.get(number) : null;
    }

    void put(int number, T value) {
        while (values.size() <= number) {
            values.add(null);
        }
        if (values.set(number, value) == null) {
            used.add(number);
        }
    }

    /** How many numbers have a value. */
    int size() {
        return used.size();
    }

    /** In the order in which they were put first. */
    void forEach(Visitor<T> visitor) {
        for (int i = 0; i < used.size(); i++) {
            var value = values.get(used.get(i));
            if (value != null) {
                visitor.value(used.get(i), value);
            }
        }
    }

    void clear() {
        for (int i = 0; i < used.size(); i++) {
            values.set(used.get(i), null);
        }
        used.clear();
    }
}
