package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of values in angle brackets: message ids (RFC 5322 section 3.6.4) and URLs (RFC 2369
 * section 2).
 */
final class BracketedList {
    private BracketedList() {}

    static @Nullable List<String> messageIds(String raw) {
        var ids = bracketed(raw, true);
        if (!ids.isEmpty()) {
            return ids;
        }
        String bare = Unfolding.withoutComments(raw).strip();
        // Some senders leave the brackets out; one word with an at sign can still be nothing else.
        boolean id =
                bare.indexOf('@') > 0
                        && bare.chars().noneMatch(c -> c <= ' ' || "<>,;\"".indexOf(c) >= 0);
        return id ? List.of(bare) : null;
    }

    static @Nullable List<String> urls(String raw) {
        var urls = bracketed(raw, false);
        return urls.isEmpty() ? null : urls;
    }

    private static List<String> bracketed(String raw, boolean comments) {
        String text = Unfolding.unfold(raw);
        var values = new ArrayList<String>();
        boolean openComment = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '(' && !openComment) {
                int end = Unfolding.commentEnd(text, i);
                openComment = end < 0;
                i = end < 0 ? i + 1 : end;
            } else if (c == '<') {
                int close = text.indexOf('>', i);
                if (close < 0) {
                    break;
                }
                String value = compact(text.substring(i + 1, close), comments);
                if (!value.isEmpty()) {
                    values.add(value);
                }
                i = close + 1;
            } else {
                i++;
            }
        }
        return values;
    }

    private static String compact(String value, boolean comments) {
        String text = comments ? Unfolding.withoutComments(value) : value;
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }
}
