package io.daybook.email.query;

import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * The first email, in the order of a list, of each of some threads.
 *
 * @param all of those that match
 * @param untouched of those that match and were not touched
 */
record FirstOfThreads(RoaringBitmap all, RoaringBitmap untouched) {
    static FirstOfThreads of(RoaringBitmap threads, RoaringBitmap touched, ResultList results) {
        var members = results.sets().threads().members(threads);
        int[] emails = results.selection().among(members).toArray();
        long[] keys = results.keys(emails).values();
        var all = new HashMap<Integer, Integer>();
        var untouched = new HashMap<Integer, Integer>();
        for (int i = 0; i < emails.length; i++) {
            int thread = results.columns().thread(emails[i]);
            putIfFirst(all, thread, i, keys);
            if (!touched.contains(emails[i])) {
                putIfFirst(untouched, thread, i, keys);
            }
        }
        return new FirstOfThreads(set(all, emails), set(untouched, emails));
    }

    // Emails come by ascending id, so that of equal keys the first stays.
    private static void putIfFirst(
            Map<Integer, Integer> firsts, int thread, int index, long[] keys) {
        firsts.merge(thread, index, (first, next) -> keys[next] < keys[first] ? next : first);
    }

    private static RoaringBitmap set(Map<Integer, Integer> firsts, int[] emails) {
        var set = new RoaringBitmap();
        firsts.values().forEach(index -> set.add(emails[index]));
        return set;
    }
}
