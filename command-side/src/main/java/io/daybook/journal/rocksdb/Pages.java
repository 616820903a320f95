package io.daybook.journal.rocksdb;

import java.util.ArrayList;
import java.util.function.BiConsumer;

/** Walks many rows in bounded portions, so that no iterator stays open while they are used. */
public final class Pages {
    private static final int ROWS = 1000;
    private static final byte[] AFTER = {0};

    private Pages() {}

    /** Hands every row below the prefix to {@code each}, on the caller's thread. */
    public static void forEach(
            JournalDb db, Family family, byte[] prefix, BiConsumer<byte[], byte[]> each) {
        byte[] from = prefix;
        var rows = new ArrayList<JournalDb.Row>(ROWS);
        do {
            rows.clear();
            db.scan(
                    family,
                    prefix,
                    from,
                    (key, value) -> {
                        rows.add(new JournalDb.Row(key, value));
                        return rows.size() < ROWS;
                    });
            for (JournalDb.Row row : rows) {
                each.accept(row.key(), row.value());
                from = Keys.of(row.key(), AFTER);
            }
        } while (rows.size() == ROWS);
    }
}
