package io.daybook.email.projection.lucene;

import io.daybook.email.EmailFilter;
import java.util.LinkedHashMap;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The last answers of one state of an index: a client that pages asks the same again. */
final class Results {
    private static final int MAX_OCTETS = 512 * 1024;
    private static final int MAX_ANSWERS = 32;

    private final LinkedHashMap<EmailFilter, RoaringBitmap> answers =
            new LinkedHashMap<>(16, 0.75f, true);
    private @Nullable Object state;
    private long octets;

    synchronized @Nullable RoaringBitmap get(IndexReader reader, EmailFilter condition) {
        if (state != key(reader)) {
            return null;
        }
        var known = answers.get(condition);
        return known == null ? null : known.clone();
    }

    synchronized void put(IndexReader reader, EmailFilter condition, RoaringBitmap answer) {
        if (state != key(reader)) {
            answers.clear();
            octets = 0;
            state = key(reader);
        }
        long size = answer.getLongSizeInBytes();
        if (size <= MAX_OCTETS && answers.put(condition, answer.clone()) == null) {
            octets += size;
        }
        while (octets > MAX_OCTETS || answers.size() > MAX_ANSWERS) {
            octets -= answers.pollFirstEntry().getValue().getLongSizeInBytes();
        }
    }

    private static Object key(IndexReader reader) {
        var helper = reader.getReaderCacheHelper();
        return helper == null ? reader : helper.getKey();
    }
}
