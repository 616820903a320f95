package io.daybook.undo.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record through the undone changes: whether there was one, and each of its properties, all by
 * themselves: as it was before the first that touched it, and as the last left it. Changes in
 * between that stay are not seen here; so what they made of a property is a contradiction, unless
 * it is what was left. To destroy a record touches that it is there and no other property.
 */
final class Properties {
    private final List<@Nullable Object> before;
    private final List<@Nullable Object> left;
    private final boolean[] touched;

    /** Of a record that the undone changes brought: what they left of it. */
    private @Nullable List<@Nullable Object> brought;

    /** As the last of the undone changes that destroyed it found it. */
    private @Nullable List<?> destroyed;

    private boolean isExistenceTouched;
    private boolean existed = true;
    private boolean exists = true;

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
        if (was != null && is != null) {
            changed(was, is);
        } else if (was != null) {
            touchExistence(true);
            exists = false;
            brought = null;
            destroyed = was;
        } else if (is != null) {
            touchExistence(false);
            exists = true;
            came(is);
        }
    }

    private void touchExistence(boolean was) {
        if (!isExistenceTouched) {
            existed = was;
            isExistenceTouched = true;
        }
    }

    private void came(List<?> is) {
        if (existed) {
            changed(Objects.requireNonNull(destroyed), is);
        } else {
            brought = new ArrayList<>(is);
        }
    }

    private void changed(List<?> was, List<?> is) {
        for (int i = 0; i < touched.length; i++) {
            if (Objects.equals(was.get(i), is.get(i))) {
                continue;
            }
            if (brought != null) {
                // It goes as a whole, so nothing of it is to be as it was.
                brought.set(i, is.get(i));
                continue;
            }
            if (!touched[i]) {
                touched[i] = true;
                before.set(i, was.get(i));
            }
            left.set(i, is.get(i));
        }
    }

    /** What the undone changes left of a record that they brought; null when they brought none. */
    @Nullable List<@Nullable Object> brought() {
        return brought;
    }

    /** Whether the undone changes destroyed a record that had been there. */
    boolean isDestroyed() {
        return existed && !exists;
    }

    /** Whether the undone changes brought a record and destroyed it, and did nothing else. */
    boolean cameAndWent() {
        return !existed && !exists && !isTouched();
    }

    private boolean isTouched() {
        for (boolean it : touched) {
            if (it) {
                return true;
            }
        }
        return false;
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
