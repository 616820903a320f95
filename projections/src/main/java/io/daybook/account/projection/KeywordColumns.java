package io.daybook.account.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Which emails have which keyword. */
final class KeywordColumns {
    private static final String SEEN = "$seen";
    private static final String DRAFT = "$draft";
    private static final RoaringBitmap EMPTY = new RoaringBitmap();

    private final Map<String, RoaringBitmap> columns = new HashMap<>();

    // RFC 8621 section 2: unread is what has neither the $seen nor the $draft keyword.
    static boolean isUnread(List<String> words) {
        return !hasReadMark(words);
    }

    /** Whether an email that gets or loses these words may be unread no more, or again. */
    static boolean hasReadMark(List<String> words) {
        return words.contains(SEEN) || words.contains(DRAFT);
    }

    boolean isUnread(int email) {
        return !with(SEEN).contains(email) && !with(DRAFT).contains(email);
    }

    RoaringBitmap with(String word) {
        return columns.getOrDefault(word, EMPTY);
    }

    void add(String word, int email) {
        columns.computeIfAbsent(word, _ -> new RoaringBitmap()).add(email);
    }

    void change(RoaringBitmap emails, List<String> added, List<String> removed) {
        for (String word : added) {
            FewEmails.add(emails, columns.computeIfAbsent(word, _ -> new RoaringBitmap()));
        }
        for (String word : removed) {
            var column = columns.get(word);
            if (column != null) {
                FewEmails.remove(emails, column);
                if (column.isEmpty()) {
                    columns.remove(word);
                }
            }
        }
    }

    void forget(RoaringBitmap emails) {
        columns.values()
                .removeIf(column -> {
                    column.andNot(emails);
                    return column.isEmpty();
                });
    }

    /** The keywords of one email, ascending. */
    List<String> of(int email) {
        var words = new ArrayList<String>();
        columns.forEach((word, column) -> {
            if (column.contains(email)) {
                words.add(word);
            }
        });
        words.sort(null);
        return words;
    }

    void optimize() {
        columns.values().forEach(RoaringBitmap::runOptimize);
    }

    long weight() {
        long weight = 64;
        for (var column : columns.entrySet()) {
            weight += 120 + column.getKey().length() + column.getValue().getLongSizeInBytes();
        }
        return weight;
    }
}
