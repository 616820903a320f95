package io.daybook.core.jmap.standard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths of a PatchObject: JSON Pointers (RFC 6901) with an implicit leading slash. */
final class Pointer {
    private Pointer() {}

    /** The segments, unescaped, or null when {@code path} is malformed. */
    static @Nullable List<String> parse(String path) {
        if (path.indexOf('/') < 0 && path.indexOf('~') < 0) {
            return List.of(path);
        }
        var segments = new ArrayList<String>();
        for (String segment : path.split("/", -1)) {
            String unescaped = unescape(segment);
            if (unescaped == null) {
                return null;
            }
            segments.add(unescaped);
        }
        return segments;
    }

    /** Whether one of the paths is another, or leads to it. */
    static boolean hasPrefixes(List<List<String>> paths) {
        if (paths.size() < 2) {
            return false;
        }
        var all = new HashSet<>(paths);
        if (all.size() < paths.size()) {
            return true;
        }
        for (List<String> path : paths) {
            for (int end = 1; end < path.size(); end++) {
                if (all.contains(path.subList(0, end))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** RFC 6901 section 3: {@code ~0} is a tilde, {@code ~1} a slash, nothing else is allowed. */
    private static @Nullable String unescape(String segment) {
        if (segment.indexOf('~') < 0) {
            return segment;
        }
        var text = new StringBuilder(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '~') {
                text.append(c);
                continue;
            }
            i++;
            char escaped = i < segment.length() ? segment.charAt(i) : ' ';
            if (escaped != '0' && escaped != '1') {
                return null;
            }
            text.append(escaped == '0' ? '~' : '/');
        }
        return text.toString();
    }
}
