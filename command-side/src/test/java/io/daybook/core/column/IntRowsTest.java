package io.daybook.core.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntRowsTest {
    private static final int LAST = 5 * IntRows.PAGE;
    private final Random random = Seeds.random("IntRowsTest");
    private final IntRows rows = new IntRows(3);

    private static List<Integer> numbers(IntRows rows) {
        List<Integer> numbers = new ArrayList<>();
        rows.forEach(numbers::add);
        return numbers;
    }

    @Test
    void rows_hold_what_a_map_holds() {
        var model = new TreeMap<Integer, Integer>();
        for (int step = 0; step < 60_000; step++) {
            int row = random.nextInt(LAST);
            // Filled at first, thinned out later, so that pages are packed and unpacked.
            if (random.nextInt(60_000) > step) {
                int value = 1 + random.nextInt(100);
                rows.put(row, new int[] {value, -value, row});
                model.put(row, value);
            } else {
                rows.clear(row);
                model.remove(row);
            }
            int other = random.nextInt(LAST);
            assertThat(rows.get(other, 0)).isEqualTo(model.getOrDefault(other, 0));
            assertThat(rows.get(other, 1)).isEqualTo(-model.getOrDefault(other, 0));
        }
        assertThat(numbers(rows)).isEqualTo(List.copyOf(model.keySet()));
        model.forEach((row, value) -> assertThat(rows.get(row, 2)).isEqualTo(row));
    }

    @Test
    void memory_follows_the_live_rows() {
        for (int row = 0; row < LAST; row++) {
            rows.put(row, new int[] {1, 2, 3});
        }
        long full = rows.octets();
        for (int row = 0; row < LAST; row++) {
            if (row % 100 != 0) {
                rows.clear(row);
            }
        }
        assertThat(rows.octets()).isLessThan(full / 15);
        for (int row = 0; row < LAST; row++) {
            rows.clear(row);
        }
        assertThat(rows.octets()).isLessThan(200);
    }

    @Test
    void a_frozen_view_stays_as_it_was_while_the_rows_change() {
        for (int row = 0; row < LAST; row += 7) {
            rows.put(row, new int[] {row + 1, 0, 0});
        }
        var frozen = rows.freeze();
        List<Integer> before = numbers(rows);
        for (int row = 0; row < LAST; row++) {
            if (row % 3 == 0) {
                rows.clear(row);
            } else {
                rows.put(row, new int[] {9, 9, 9});
            }
        }
        List<Integer> after = new ArrayList<>();
        for (int page = 0; page < frozen.pages(); page++) {
            frozen.forEach(page, after::add);
        }
        assertThat(after).isEqualTo(before);
        assertThat(after).allMatch(row -> frozen.get(row, 0) == row + 1);
    }

    @Test
    void the_stamp_of_a_page_tells_whether_it_changed() {
        rows.put(1, new int[] {1, 1, 1});
        rows.put(IntRows.PAGE + 1, new int[] {1, 1, 1});
        var first = rows.freeze();
        rows.set(1, 1, 5);
        var second = rows.freeze();
        assertThat(second.stamp(0)).isNotEqualTo(first.stamp(0));
        assertThat(second.stamp(1)).isEqualTo(first.stamp(1));
        rows.clear(1);
        assertThat(rows.freeze().stamp(0)).isZero();
    }
}
