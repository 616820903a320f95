package io.daybook.view.rocksdb;

import io.daybook.core.codec.BinaryFieldWriter;
import io.daybook.view.ViewBatch;
import io.daybook.view.ViewKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * The rows of a batch as octets, view by view in the order of their keys. The write buffer of the
 * database is a skip list that begins its search where it has put the row before: a row that
 * belongs beside that one is put there at once, any other costs a search through all that is in the
 * buffer, which takes longer than making the row.
 */
final class SortedRows {
    /** Fewer are put as they come: their searches cost less than to sort them. */
    private static final int FEW = 16;

    private final Map<String, List<Keyed>> views = new LinkedHashMap<>();
    private final boolean isSorted;
    private long size;

    /** Takes rows. */
    interface Visitor {
        /**
         * @param octets null when the row is deleted
         */
        void row(byte[] key, byte @Nullable [] octets) throws RocksDBException;
    }

    private record Keyed(byte[] key, byte @Nullable [] octets) {}

    SortedRows(ViewBatch batch, ViewKeys keys) {
        var scratch = new BinaryFieldWriter();
        isSorted = batch.size() > FEW;
        for (var change : batch.changes()) {
            byte[] key = change.key(keys);
            byte[] octets = change.octets(scratch);
            size += key.length + (octets == null ? 0 : octets.length);
            views.computeIfAbsent(isSorted ? change.view().name() : "", _ -> new ArrayList<>())
                    .add(new Keyed(key, octets));
        }
    }

    /** Octets of keys and rows. */
    long size() {
        return size;
    }

    /** Of several changes to a key the last one comes last. */
    void forEach(Visitor visitor) throws RocksDBException {
        for (var rows : views.values()) {
            if (isSorted) {
                rows.sort((one, other) -> Arrays.compareUnsigned(one.key(), other.key()));
            }
            for (var row : rows) {
                visitor.row(row.key(), row.octets());
            }
        }
    }
}
