package io.daybook.email.projection.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a text one after the other. A run of an unspaced script gives the pairs of
 * neighbours in it, and at its end the last character alone.
 */
public final class Words {
    /** Changes whenever the words of some text would come out differently. */
    public static final int VERSION = 1;

    /** Chars of a word; what is beyond is cut off. */
    public static final int MAX_LENGTH = 64;

    /** Divides texts that are not one: no phrase goes across it. */
    public static final char GAP = '\0';

    private static final int GAP_POSITIONS = 16;

    /** No longer run is folded as a whole: the next begins behind it. */
    private static final int MAX_RUN = 4 * MAX_LENGTH;

    /**
     * @param start where it begins in the text
     * @param end where it ends in the text
     * @param increment how far it is behind the word before: 1, or more across a {@link #GAP}
     */
    public record Word(String text, int start, int end, int increment, Kind kind) {}

    /** How a word came about. */
    public enum Kind {
        WHOLE,
        /** What is beyond the length was cut off. */
        CUT,
        /** Two neighbours of an unspaced script. */
        PAIR,
        /** The last character of a longer run of an unspaced script. */
        TAIL,
        /** The only character of a run of an unspaced script. */
        SINGLE
    }

    /** What an ASCII letter or digit is folded to; 0 for all that divides words. */
    private static final byte[] PLAIN = plain();

    private final String text;
    private int at;
    private int increment = 1;

    /** The run of an unspaced script that is being read, and where it and what is left begin. */
    private String run = "";

    private int runStart;
    private int runAt;
    private boolean isRunAligned;

    /** Whether the run goes on: its last character is also the first of the next. */
    private boolean isRunCut;

    public Words(String text) {
        this.text = text;
    }

    public static List<Word> of(String text) {
        var all = new ArrayList<Word>();
        var words = new Words(text);
        for (var word = words.next(); word != null; word = words.next()) {
            all.add(word);
        }
        return all;
    }

    /** The next word, or null when there are no more. */
    public @Nullable Word next() {
        while (true) {
            if (runAt < run.length()) {
                return nextOfRun();
            }
            var letters = skipToWord();
            if (letters == Letters.NONE) {
                return null;
            }
            int start = at;
            at = endOfRun(start, letters);
            if (letters == Letters.UNSPACED) {
                enterRun(start);
                continue;
            }
            var folded = Folding.fold(text.substring(start, Math.min(at, start + MAX_RUN)));
            if (!folded.isEmpty()) {
                boolean isCut = folded.length() > MAX_LENGTH || at - start > MAX_RUN;
                return word(cut(folded), start, at, isCut ? Kind.CUT : Kind.WHOLE);
            }
        }
    }

    private static byte[] plain() {
        byte[] plain = new byte[0x80];
        for (int c = 0; c < plain.length; c++) {
            if (Letters.of(c) == Letters.WORD) {
                plain[c] = (byte) Character.toLowerCase(c);
            }
        }
        return plain;
    }

    /**
     * Reads the next word when it is a whole one of ASCII alone, without making a {@link Word}.
     *
     * @param into takes its octets; {@link #MAX_LENGTH} at least
     * @return how many octets, or 0 when {@link #next} has to read the next word
     */
    public int nextPlain(byte[] into) {
        if (runAt < run.length()) {
            return 0;
        }
        int start = skipPlain();
        int end = start;
        while (end < text.length() && text.charAt(end) < PLAIN.length) {
            byte folded = PLAIN[text.charAt(end)];
            if (folded == 0) {
                return endPlain(start, end);
            }
            if (end - start == MAX_LENGTH) {
                return 0;
            }
            into[end - start] = folded;
            end++;
        }
        return end == text.length() ? endPlain(start, end) : 0;
    }

    private int skipPlain() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= PLAIN.length || PLAIN[c] != 0) {
                break;
            }
            if (c == GAP) {
                increment = GAP_POSITIONS;
            }
            at++;
        }
        return at;
    }

    private int endPlain(int start, int end) {
        at = end;
        return end - start;
    }

    /** What {@link Word#increment} would be of the word that {@link #nextPlain} has read. */
    public int takeIncrement() {
        int behind = increment;
        increment = 1;
        return behind;
    }

    private Letters skipToWord() {
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            var letters = Letters.of(codePoint);
            if (letters != Letters.NONE) {
                return letters;
            }
            if (codePoint == GAP) {
                increment = GAP_POSITIONS;
            }
            at += Character.charCount(codePoint);
        }
        return Letters.NONE;
    }

    private int endOfRun(int start, Letters letters) {
        int end = start + Character.charCount(text.codePointAt(start));
        if (letters == Letters.PICTOGRAPH) {
            return end;
        }
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (Letters.of(codePoint) != letters) {
                break;
            }
            if (letters == Letters.UNSPACED && end - start >= MAX_RUN) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    private void enterRun(int start) {
        var original = text.substring(start, at);
        run = Normalizer.normalize(original, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        runStart = start;
        runAt = 0;
        isRunAligned = run.length() == original.length();
        isRunCut =
                original.length() >= MAX_RUN
                        && at < text.length()
                        && Letters.of(text.codePointAt(at)) == Letters.UNSPACED;
        if (isRunCut) {
            at = text.offsetByCodePoints(at, -1);
        }
    }

    private Word nextOfRun() {
        int from = runAt;
        int second = from + Character.charCount(run.codePointAt(from));
        if (second == run.length()) {
            runAt = second;
            return wordOfRun(from, second, from == 0 ? Kind.SINGLE : Kind.TAIL);
        }
        int end = second + Character.charCount(run.codePointAt(second));
        runAt = isRunCut && end == run.length() ? end : second;
        return wordOfRun(from, end, Kind.PAIR);
    }

    private Word wordOfRun(int from, int to, Kind kind) {
        int start = isRunAligned ? runStart + from : runStart;
        int end = isRunAligned ? runStart + to : at;
        return word(run.substring(from, to), start, end, kind);
    }

    private Word word(String folded, int start, int end, Kind kind) {
        return new Word(folded, start, end, takeIncrement(), kind);
    }

    private static String cut(String folded) {
        if (folded.length() <= MAX_LENGTH) {
            return folded;
        }
        boolean splits = Character.isHighSurrogate(folded.charAt(MAX_LENGTH - 1));
        return folded.substring(0, splits ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
