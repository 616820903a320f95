package io.daybook.email.query;

import io.daybook.email.query.PhraseSpans.Span;
import java.util.BitSet;
import java.util.List;

/**
 * A text or a section of it as HTML: escaped, with marks around spans. In a section white space in
 * a row is shown as one space. Never more octets in UTF-8 than the limit, and never half an entity,
 * mark or character.
 */
final class MarkedText {
    private static final String OPEN = "<mark>";
    private static final String CLOSE = "</mark>";
    private static final String ELLIPSIS = "\u2026";
    private static final int ELLIPSIS_OCTETS = 3;

    /** Octets of what is shown before the match. */
    private static final int MAX_BEFORE = 80;

    private final String text;
    private final BitSet marked = new BitSet();
    private final int limit;
    private final StringBuilder out = new StringBuilder();
    private int octets;
    private boolean isMarking;

    MarkedText(String text, List<Span> spans, int limit) {
        this.text = text;
        this.limit = limit;
        spans.forEach(span -> marked.set(span.start(), span.end()));
    }

    /** The whole text. */
    String whole() {
        return from(0, false);
    }

    /** From the words before {@code match} on. */
    String around(int match) {
        int start = match;
        int before = 0;
        while (start > 0) {
            int codePoint = text.codePointBefore(start);
            before += octets(escaped(codePoint));
            if (before > MAX_BEFORE) {
                break;
            }
            start -= Character.charCount(codePoint);
        }
        if (start > 0) {
            start = nextWord(start, match);
            append(ELLIPSIS);
        }
        return from(start, true);
    }

    private int nextWord(int from, int match) {
        for (int at = from; at < match; at++) {
            if (isSpace(text.charAt(at))) {
                return at + 1;
            }
        }
        return from;
    }

    private String from(int start, boolean isSection) {
        int at = start;
        boolean wasSpace = isSection;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            boolean isSpace = isSection && isSpace(codePoint);
            if (!(isSpace && wasSpace) && !put(codePoint, marked.get(at))) {
                break;
            }
            wasSpace = isSpace;
            at += Character.charCount(codePoint);
        }
        mark(false);
        if (at < text.length()) {
            append(ELLIPSIS);
        }
        return out.toString();
    }

    /** Returns false when it has no room any more. */
    private boolean put(int codePoint, boolean isMarked) {
        var escaped = escaped(codePoint);
        int tags =
                (isMarked == isMarking ? 0 : isMarked ? OPEN.length() : CLOSE.length())
                        + (isMarked ? CLOSE.length() : 0);
        if ((long) octets + tags + octets(escaped) + ELLIPSIS_OCTETS > limit) {
            return false;
        }
        mark(isMarked);
        append(escaped);
        return true;
    }

    private void mark(boolean wanted) {
        if (wanted != isMarking) {
            append(wanted ? OPEN : CLOSE);
            isMarking = wanted;
        }
    }

    private void append(String html) {
        out.append(html);
        octets += octets(html);
    }

    // RFC 8621 section 5: & < and > MUST be replaced by entities.
    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> {
                if (isSpace(codePoint)) {
                    yield " ";
                }
                boolean isHalf = codePoint >= 0xD800 && codePoint <= 0xDFFF;
                yield isHalf ? "\uFFFD" : Character.toString(codePoint);
            }
        };
    }

    /** White space and what cannot be shown. */
    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint);
    }

    private static int octets(String html) {
        int octets = 0;
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            // Each half of a pair counts two of its four.
            octets += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return octets;
    }
}
