package io.daybook.mime;

import java.util.Locale;

/**
 * The base subject of RFC 5256 section 2.1: the subject without reply and forward marks and list
 * tags.
 */
public final class BaseSubject {
    private static final int MAX_LENGTH = 1000;

    private BaseSubject() {}

    /**
     * @param subject in Text form
     * @return at most 1000 chars, in the case of the subject
     */
    public static String of(String subject) {
        String text = collapsed(subject);
        while (true) {
            text = withoutLeaders(withoutTrailers(text));
            if (!startsWith(text, 0, "[fwd:") || !text.endsWith("]")) {
                return text;
            }
            text = text.substring(5, text.length() - 1);
        }
    }

    private static String collapsed(String subject) {
        var text = new StringBuilder(Math.min(subject.length(), MAX_LENGTH));
        for (int i = 0; i < subject.length() && text.length() < MAX_LENGTH; i++) {
            char c = subject.charAt(i);
            boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!blank) {
                text.append(c);
            } else if (text.isEmpty() || text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static String withoutTrailers(String subject) {
        String text = subject.stripTrailing();
        while (text.length() >= 5 && startsWith(text, text.length() - 5, "(fwd)")) {
            text = text.substring(0, text.length() - 5).stripTrailing();
        }
        return text;
    }

    private static String withoutLeaders(String subject) {
        int at = 0;
        while (true) {
            int next = afterLeader(subject, at);
            if (next == at) {
                int blob = afterBlob(subject, at);
                next = blob < subject.length() ? blob : at;
            }
            if (next == at) {
                return subject.substring(at);
            }
            at = next;
        }
    }

    /** subj-leader = (*subj-blob subj-refwd) / WSP */
    private static int afterLeader(String text, int at) {
        if (at < text.length() && text.charAt(at) == ' ') {
            return at + 1;
        }
        int i = at;
        for (int next = afterBlob(text, i); next > i; next = afterBlob(text, i)) {
            i = next;
        }
        int mark =
                startsWith(text, i, "re")
                        ? 2
                        : startsWith(text, i, "fwd") ? 3 : startsWith(text, i, "fw") ? 2 : 0;
        if (mark == 0) {
            return at;
        }
        i = afterBlob(text, skipBlanks(text, i + mark));
        return i < text.length() && text.charAt(i) == ':' ? i + 1 : at;
    }

    /** subj-blob = "[" *BLOBCHAR "]" *WSP */
    private static int afterBlob(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '[') {
            return at;
        }
        for (int i = at + 1; i < text.length() && text.charAt(i) != '['; i++) {
            if (text.charAt(i) == ']') {
                return skipBlanks(text, i + 1);
            }
        }
        return at;
    }

    private static int skipBlanks(String text, int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean startsWith(String text, int at, String word) {
        return at + word.length() <= text.length()
                && text.substring(at, at + word.length()).toLowerCase(Locale.ROOT).equals(word);
    }
}
