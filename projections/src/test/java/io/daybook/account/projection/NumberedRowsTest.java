package io.daybook.account.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberedRowsTest {
    private final NumberedRows<String> rows = new NumberedRows<>();

    private Map<Integer, String> all() {
        var all = new HashMap<Integer, String>();
        rows.forEach((number, value) -> assertThat(all.put(number, value)).isNull());
        return all;
    }

    @Test
    void it_holds_what_a_map_holds() {
        var random = new Random(5);
        var expected = new HashMap<Integer, String>();
        for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt(3_000);
            rows.put(number, "v" + i);
            expected.put(number, "v" + i);
            int asked = random.nextInt(4_000);
            assertThat(rows.get(asked)).isEqualTo(expected.get(asked));
            if (i % 4_000 == 3_999) {
                assertThat(all()).isEqualTo(expected);
                assertThat(rows.size()).isEqualTo(expected.size());
                rows.clear();
                expected.clear();
                assertThat(all()).isEmpty();
                assertThat(rows.size()).isZero();
            }
        }
        assertThat(all()).isEqualTo(expected).isNotEmpty();
    }
}
