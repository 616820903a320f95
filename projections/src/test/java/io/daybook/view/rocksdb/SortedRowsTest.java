package io.daybook.view.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.view.Version;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewKeys;
import io.daybook.view.ViewStoreContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class SortedRowsTest {
    private final ViewKeys keys = new ViewKeys(ViewStoreContract.ALICE);
    private final ViewBatch batch = new ViewBatch(ViewStoreContract.ALICE, Version.NONE);

    private List<byte[]> order() throws RocksDBException {
        var order = new ArrayList<byte[]>();
        new SortedRows(batch, keys).forEach((key, _) -> order.add(key));
        return order;
    }

    private void put(int key) {
        batch.put(ViewStoreContract.NAMES, key, 0, "n" + key);
        batch.put(ViewStoreContract.MORE_NAMES, key, 0, "m" + key);
    }

    @Test
    void rows_of_one_view_follow_one_another_in_the_order_of_their_keys() throws RocksDBException {
        new Random(3).ints(500, 0, 70_000).distinct().forEach(this::put);
        var order = order();
        assertThat(order).hasSize(batch.size());
        int half = order.size() / 2;
        for (int i = 1; i < order.size(); i++) {
            if (i != half) {
                assertThat(Arrays.compareUnsigned(order.get(i - 1), order.get(i)))
                        .as("row " + i)
                        .isNegative();
            }
        }
    }

    @Test
    void a_few_stay_as_they_come() throws RocksDBException {
        put(9);
        put(3);
        assertThat(order())
                .containsExactly(
                        keys.row(ViewStoreContract.NAMES, 9),
                        keys.row(ViewStoreContract.MORE_NAMES, 9),
                        keys.row(ViewStoreContract.NAMES, 3),
                        keys.row(ViewStoreContract.MORE_NAMES, 3));
    }

    @Test
    void its_size_is_that_of_its_keys_and_rows() throws RocksDBException {
        put(1);
        batch.delete(ViewStoreContract.NAMES, 2);
        long[] sum = {0};
        var rows = new SortedRows(batch, keys);
        rows.forEach((key, octets) -> sum[0] += key.length + (octets == null ? 0 : octets.length));
        assertThat(rows.size()).isEqualTo(sum[0]).isPositive();
    }
}
