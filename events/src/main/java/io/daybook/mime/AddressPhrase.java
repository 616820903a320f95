package io.daybook.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words before or instead of an address in angle brackets. */
final class AddressPhrase {
    /**
     * @param spaced whether white space stands before the word
     */
    private record Word(String text, boolean quoted, boolean spaced) {}

    private final List<Word> words = new ArrayList<>();
    private final StringBuilder single = new StringBuilder();
    private boolean spaced;
    private boolean hasAt;

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean hasAt() {
        return hasAt;
    }

    void space() {
        spaced = true;
    }

    void atom(String text) {
        hasAt |= text.indexOf('@') >= 0;
        words.add(new Word(text, false, spaced));
        spaced = false;
    }

    /**
     * @param raw with its quotes
     */
    void quoted(String raw) {
        words.add(new Word(raw, true, spaced));
        spaced = false;
    }

    /** Adds to what {@link #addrSpec} gives. */
    void verbatim(String text) {
        if (spaced && !single.isEmpty()) {
            single.append(' ');
        }
        spaced = false;
        single.append(text);
    }

    /** The text between angle brackets, without white space around dots and at signs. */
    String addrSpec() {
        return tightened(single.toString());
    }

    /** The display name, or null when there is none. */
    @Nullable String decoded() {
        String name = HeaderForms.normalized(decoded(0, words.size())).strip();
        return name.isEmpty() ? null : name;
    }

    /** The words as a mailbox without angle brackets. */
    EmailAddress asMailbox(@Nullable String comment) {
        String spec = tightened(raw(0, words.size()));
        boolean address =
                spec.indexOf('@') >= 0 && (spec.indexOf(' ') < 0 || spec.startsWith("\""));
        boolean word = words.size() == 1 && !words.getFirst().quoted && !spec.startsWith("=?");
        if (address || word) {
            return new EmailAddress(comment, spec);
        }
        int last = words.size() - 1;
        while (last >= 0 && words.get(last).text.indexOf('@') < 0) {
            last--;
        }
        if (last < 0) {
            return new EmailAddress(decoded(), "");
        }
        String name = HeaderForms.normalized(decoded(0, last)).strip();
        return new EmailAddress(name.isEmpty() ? comment : name, words.get(last).text);
    }

    private String raw(int from, int to) {
        var raw = new StringBuilder();
        for (var word : words.subList(from, to)) {
            raw.append(word.spaced && !raw.isEmpty() ? " " : "").append(word.text);
        }
        return raw.toString();
    }

    private String decoded(int from, int to) {
        var name = new StringBuilder();
        var run = new StringBuilder();
        for (var word : words.subList(from, to)) {
            if (word.quoted) {
                // RFC 2047 section 5: an encoded-word MUST NOT appear within a quoted-string.
                name.append(EncodedWords.decode(run.toString()));
                run.setLength(0);
                name.append(word.spaced ? " " : "")
                        .append(unquoted(word.text.substring(1, word.text.length() - 1)));
            } else {
                run.append(word.spaced ? " " : "").append(word.text);
            }
        }
        return name.append(EncodedWords.decode(run.toString())).toString();
    }

    /** Text with its quoted-pairs decoded. */
    static String unquoted(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }

    private static String tightened(String spec) {
        if (spec.indexOf(' ') < 0) {
            return spec;
        }
        var out = new StringBuilder(spec.length());
        boolean quoted = false;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            quoted ^= c == '"';
            boolean afterDot = !out.isEmpty() && ".@".indexOf(out.charAt(out.length() - 1)) >= 0;
            boolean beforeDot = i + 1 < spec.length() && ".@".indexOf(spec.charAt(i + 1)) >= 0;
            if (c != ' ' || quoted || !afterDot && !beforeDot) {
                out.append(c);
            }
        }
        return out.toString().strip();
    }
}
