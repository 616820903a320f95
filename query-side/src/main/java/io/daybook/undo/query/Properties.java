package io.daybook.undo.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one record through the undone changes, each by itself: as it was before the
 * first that touched it, and as the last left it. Changes in between that stay are not seen here;
 * so what they made of a property is a contradiction, unless it is what was left.
 */
final class Properties {
    private final List<@Nullable Object> before;
    private final List<@Nullable Object> left;
    private final boolean[] touched;
    private boolean isTouched;
    private boolean existed;
    private boolean exists;

    /**
     * @param count of the properties of the type
     */
    Properties(int count) {
        this.before = new ArrayList<>(Collections.nCopies(count, null));
        this.left = new ArrayList<>(Collections.nCopies(count, null));
        this.touched = new boolean[count];
    }

    /**
     * Takes the next undone change.
     *
     * @param was the values before it, null when there was no record; {@code is} likewise
     */
    void change(@Nullable List<?> was, @Nullable List<?> is) {
        if (!isTouched) {
            existed = was != null;
            isTouched = true;
        }
        exists = is != null;
        for (int i = 0; i < touched.length; i++) {
            Object from = was == null ? null : was.get(i);
            Object to = is == null ? null : is.get(i);
            if (was == null || is == null || !Objects.equals(from, to)) {
                if (!touched[i]) {
                    touched[i] = true;
                    before.set(i, from);
                }
                left.set(i, to);
            }
        }
    }

    /** Whether there was such a record before. */
    boolean existed() {
        return existed;
    }

    /** Whether the undone changes left such a record. */
    boolean exists() {
        return exists;
    }

    /** As it was before; what nothing touched is as {@code otherwise}. */
    List<@Nullable Object> before(List<?> otherwise) {
        return merged(before, otherwise);
    }

    /** As it was left; what nothing touched is as {@code otherwise}. */
    List<@Nullable Object> left(List<?> otherwise) {
        return merged(left, otherwise);
    }

    private List<@Nullable Object> merged(List<@Nullable Object> own, List<?> otherwise) {
        List<@Nullable Object> merged = new ArrayList<>(otherwise);
        for (int i = 0; i < touched.length; i++) {
            if (touched[i]) {
                merged.set(i, own.get(i));
            }
        }
        return merged;
    }

    /** The numbers of the properties that are neither what was left nor what was before. */
    List<Integer> contradicted(List<?> now) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < touched.length; i++) {
            if (touched[i]
                    && !Objects.equals(before.get(i), left.get(i))
                    && !Objects.equals(now.get(i), left.get(i))
                    && !Objects.equals(now.get(i), before.get(i))) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** The record as wanted, when nothing contradicts. */
    List<@Nullable Object> reverted(List<?> now) {
        List<@Nullable Object> reverted = new ArrayList<>(now);
        for (int i = 0; i < touched.length; i++) {
            if (touched[i] && !Objects.equals(before.get(i), left.get(i))) {
                reverted.set(i, before.get(i));
            }
        }
        return reverted;
    }
}
