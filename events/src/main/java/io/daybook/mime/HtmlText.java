package io.daybook.mime;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Plain text of HTML: no tags, scripts, styles or comments; entities decoded; blocks on lines of
 * their own.
 */
public final class HtmlText {
    private static final Set<String> HIDDEN =
            Set.of("script", "style", "head", "title", "template");
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "br",
                    "tr",
                    "table",
                    "li",
                    "ul",
                    "ol",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "blockquote",
                    "pre",
                    "section",
                    "article",
                    "header",
                    "footer",
                    "dt",
                    "dd",
                    "dl",
                    "body",
                    "center",
                    "form",
                    "option");

    private final String html;
    private final boolean attributes;
    private final StringBuilder out;
    private final Set<String> neverClosed = new HashSet<>();
    private int at;

    private HtmlText(String html, boolean attributes) {
        this.html = html;
        this.attributes = attributes;
        this.out = new StringBuilder(html.length() / 2);
    }

    public static String strip(String html) {
        return new HtmlText(html, false).run();
    }

    /**
     * The same with the attributes that a reader is shown, alt and title (RFC 8621 section 4.4.1).
     */
    public static String searchable(String html) {
        return new HtmlText(html, true).run();
    }

    /** Whether this less-than sign opens a tag, an end tag, a comment or a declaration. */
    static boolean opensTag(String html, int at) {
        if (at + 1 >= html.length()) {
            return true;
        }
        char next = html.charAt(at + 1);
        return isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    private String run() {
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            while (tag >= 0 && !opensTag(html, tag)) {
                tag = html.indexOf('<', tag + 1);
            }
            HtmlEntities.decode(html, at, tag < 0 ? html.length() : tag, out);
            at = tag < 0 ? html.length() : tag;
            if (tag >= 0) {
                tag();
            }
        }
        return out.toString();
    }

    private void tag() {
        if (html.startsWith("<!--", at)) {
            int end = html.indexOf("-->", at + 4);
            at = end < 0 ? html.length() : end + 3;
            return;
        }
        boolean closing = at + 1 < html.length() && html.charAt(at + 1) == '/';
        int nameStart = at + (closing ? 2 : 1);
        int nameEnd = nameStart;
        while (nameEnd < html.length() && isNameChar(html.charAt(nameEnd))) {
            nameEnd++;
        }
        int end = tagEnd(nameEnd);
        String name =
                html.substring(nameStart, Math.min(nameEnd, nameStart + 16))
                        .toLowerCase(Locale.ROOT);
        if (BLOCKS.contains(name)) {
            out.append('\n');
        } else if (name.equals("td") || name.equals("th")) {
            out.append(' ');
        }
        if (attributes && !closing) {
            attribute("alt", nameEnd, end);
            attribute("title", nameEnd, end);
        }
        at = end;
        if (!closing && HIDDEN.contains(name) && !neverClosed.contains(name)) {
            skip(name);
        }
    }

    /**
     * After the closing angle bracket, which does not count within quotes unless they never close.
     */
    private int tagEnd(int from) {
        int i = from;
        while (i < html.length() && html.charAt(i) != '>') {
            char c = html.charAt(i);
            if ((c == '"' || c == '\'') && i > 0 && followsEquals(i)) {
                int close = html.indexOf(c, i + 1);
                if (close < 0) {
                    break;
                }
                i = close;
            }
            i++;
        }
        int end = i < html.length() && html.charAt(i) == '>' ? i : html.indexOf('>', from);
        return end < 0 ? html.length() : end + 1;
    }

    private boolean followsEquals(int quote) {
        int i = quote - 1;
        while (i > 0 && quote - i < 8 && html.charAt(i) <= ' ') {
            i--;
        }
        return html.charAt(i) == '=';
    }

    private void attribute(String name, int from, int end) {
        int i = from;
        while (i + name.length() + 1 < end) {
            if (html.charAt(i) <= ' ' && html.regionMatches(true, i + 1, name, 0, name.length())) {
                int equals = i + 1 + name.length();
                char quote = equals + 1 < end ? html.charAt(equals + 1) : ' ';
                int close =
                        quote == '"' || quote == '\''
                                ? html.indexOf(quote, Math.min(equals + 2, end), end)
                                : -1;
                if (html.charAt(equals) == '=' && close > 0) {
                    out.append(' ');
                    HtmlEntities.decode(html, equals + 2, close, out);
                    out.append(' ');
                    return;
                }
            }
            i++;
        }
    }

    /**
     * Passes over what is not shown; where a script or style is never closed, that is all the rest.
     */
    private void skip(String name) {
        for (int i = html.indexOf("</", at); i >= 0; i = html.indexOf("</", i + 2)) {
            if (html.regionMatches(true, i + 2, name, 0, name.length())) {
                at = i;
                return;
            }
        }
        neverClosed.add(name);
        at = name.equals("script") || name.equals("style") ? html.length() : at;
    }

    private static boolean isNameChar(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == ':' || c == '-';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
