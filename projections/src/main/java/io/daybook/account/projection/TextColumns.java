package io.daybook.account.projection;

import io.daybook.email.projection.EmailFacts.Facts;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that emails are sorted by, each column loaded from the rows when a sort first asks for
 * it and kept current from then on. Readers may load while they share the account's lock; changes
 * come alone.
 */
final class TextColumns {
    private static final int SHIFT = 10;
    private static final int MASK = (1 << SHIFT) - 1;
    private static final int MOST_SHARED = 100_000;

    /** Which text. */
    enum Key {
        SUBJECT,
        FROM,
        TO;

        String of(Facts facts) {
            return switch (this) {
                case SUBJECT -> facts.subjectKey();
                case FROM -> facts.fromKey();
                case TO -> facts.toKey();
            };
        }
    }

    /** Where the texts are loaded from: the rows, at the version of the index. */
    interface Source {
        void forEach(Key key, Sink sink);
    }

    /** Takes one text. */
    interface Sink {
        void text(int email, String text);
    }

    private static final class Column {
        private @Nullable String[][] pages = new String[1][];
        private volatile long weight = 64;

        String get(int email) {
            int number = email >>> SHIFT;
            String[] page = number < pages.length ? pages[number] : null;
            String text = page == null ? null : page[email & MASK];
            return text == null ? "" : text;
        }

        void put(int email, @Nullable String text, boolean shared) {
            int number = email >>> SHIFT;
            if (number >= pages.length) {
                pages = Arrays.copyOf(pages, Math.max(pages.length * 2, number + 1));
            }
            String[] page = pages[number];
            if (page == null) {
                page = new String[1 << SHIFT];
                pages[number] = page;
                weight += 16 + 4L * (1 << SHIFT);
            }
            weight += text == null || shared ? 0 : 48 + text.length();
            page[email & MASK] = text;
        }
    }

    private final Source source;
    private final Map<Key, Column> loaded = new EnumMap<>(Key.class);
    private volatile @Nullable Column subject;
    private volatile @Nullable Column from;
    private volatile @Nullable Column to;

    TextColumns(Source source) {
        this.source = source;
    }

    String get(Key key, int email) {
        Column column =
                switch (key) {
                    case SUBJECT -> subject;
                    case FROM -> from;
                    case TO -> to;
                };
        return (column == null ? load(key) : column).get(email);
    }

    private synchronized Column load(Key key) {
        Column known = loaded.get(key);
        if (known != null) {
            return known;
        }
        var column = new Column();
        var shared = new HashMap<String, String>();
        source.forEach(
                key,
                (email, text) -> {
                    String one = shared.get(text);
                    column.put(email, one == null ? text : one, one != null);
                    if (one == null && shared.size() < MOST_SHARED) {
                        shared.put(text, text);
                    }
                });
        loaded.put(key, column);
        switch (key) {
            case SUBJECT -> subject = column;
            case FROM -> from = column;
            case TO -> to = column;
        }
        return column;
    }

    void put(int email, Facts facts) {
        loaded.forEach((key, column) -> column.put(email, key.of(facts), false));
    }

    void copy(int was, int is) {
        loaded.values().forEach(column -> column.put(is, column.get(was), true));
    }

    void remove(int email) {
        loaded.values().forEach(column -> column.put(email, null, true));
    }

    long weight() {
        return weight(subject) + weight(from) + weight(to);
    }

    private static long weight(@Nullable Column column) {
        return column == null ? 0 : column.weight;
    }
}
