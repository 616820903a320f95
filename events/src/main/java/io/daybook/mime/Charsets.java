package io.daybook.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Charsets by the names that mail gives them, decoded with replacement. */
final class Charsets {
    private static final int MAX_NAME = 64;
    private static final int MAX_CACHED = 1000;
    private static final Map<String, Optional<Charset>> CACHE = new ConcurrentHashMap<>();

    /**
     * Superset charsets that senders mean by the narrower name, and names that the JDK does not
     * know.
     */
    private static final Map<String, String> ALIASES =
            Map.ofEntries(
                    Map.entry("iso-8859-1", "windows-1252"),
                    Map.entry("iso8859-1", "windows-1252"),
                    Map.entry("iso_8859-1", "windows-1252"),
                    Map.entry("latin1", "windows-1252"),
                    Map.entry("iso-8859-1:1987", "windows-1252"),
                    Map.entry("iso-8859-9", "windows-1254"),
                    Map.entry("iso-8859-11", "x-windows-874"),
                    Map.entry("tis-620", "x-windows-874"),
                    Map.entry("windows-874", "x-windows-874"),
                    Map.entry("iso-8859-6-i", "iso-8859-6"),
                    Map.entry("iso-8859-6-e", "iso-8859-6"),
                    Map.entry("iso-8859-8-i", "iso-8859-8"),
                    Map.entry("iso-8859-8-e", "iso-8859-8"),
                    Map.entry("gb2312", "gb18030"),
                    Map.entry("gbk", "gb18030"),
                    Map.entry("x-gbk", "gb18030"),
                    Map.entry("shift_jis", "windows-31j"),
                    Map.entry("shift-jis", "windows-31j"),
                    Map.entry("sjis", "windows-31j"),
                    Map.entry("x-sjis", "windows-31j"),
                    Map.entry("ks_c_5601-1987", "x-windows-949"),
                    Map.entry("ks_c_5601-1989", "x-windows-949"),
                    Map.entry("euc-kr", "x-windows-949"),
                    Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
                    Map.entry("utf8", "utf-8"),
                    Map.entry("utf_8", "utf-8"),
                    Map.entry("unicode-1-1-utf-8", "utf-8"),
                    Map.entry("ansi_x3.4-1968", "us-ascii"),
                    Map.entry("iso-10646-ucs-2", "utf-16"),
                    Map.entry("cp1252", "windows-1252"),
                    Map.entry("x-mac-roman", "x-macroman"),
                    Map.entry("macintosh", "x-macroman"),
                    Map.entry("x-mac-cyrillic", "x-maccyrillic"));

    /**
     * @param problem whether something was malformed and replaced by U+FFFD
     */
    record Decoded(String text, boolean problem) {}

    private Charsets() {}

    /**
     * The octets as text, or null when the charset is not known.
     *
     * @param whole false when the octets are cut off somewhere, so that an incomplete end is no
     *     problem
     */
    static @Nullable Decoded decode(
            String name, byte[] octets, int offset, int length, boolean whole) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals("utf-7") || key.equals("unicode-1-1-utf-7") || key.equals("utf7")) {
            return Utf7.decode(octets, offset, length);
        }
        Charset charset = find(key);
        return charset == null ? null : decode(charset, octets, offset, length, whole);
    }

    static Decoded decode(Charset charset, byte[] octets, int offset, int length, boolean whole) {
        if (isAscii(octets, offset, length) && isAsciiSuperset(charset)) {
            return new Decoded(
                    new String(octets, offset, length, StandardCharsets.ISO_8859_1), false);
        }
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(octets, offset, length);
        var out = CharBuffer.allocate(Math.max(16, length));
        boolean problem = false;
        while (true) {
            var result = decoder.decode(in, out, whole);
            if (result.isOverflow()) {
                out = grown(out);
            } else if (result.isError()) {
                problem = true;
                if (!out.hasRemaining()) {
                    out = grown(out);
                }
                out.put('\uFFFD');
                in.position(in.position() + Math.min(result.length(), in.remaining()));
            } else {
                break;
            }
        }
        while (whole && decoder.flush(out).isOverflow()) {
            out = grown(out);
        }
        return new Decoded(out.flip().toString(), problem);
    }

    static boolean isAscii(byte[] octets, int offset, int length) {
        int high = 0;
        for (int i = offset; i < offset + length; i++) {
            high |= octets[i];
        }
        return high >= 0;
    }

    private static boolean isAsciiSuperset(Charset charset) {
        String name = charset.name();
        return charset == StandardCharsets.UTF_8
                || charset == StandardCharsets.US_ASCII
                || name.startsWith("windows-125")
                || name.startsWith("ISO-8859-");
    }

    private static CharBuffer grown(CharBuffer full) {
        return CharBuffer.allocate(full.capacity() * 2).put(full.flip());
    }

    private static @Nullable Charset find(String key) {
        Optional<Charset> known = CACHE.get(key);
        if (known == null) {
            if (CACHE.size() >= MAX_CACHED) {
                CACHE.clear();
            }
            known = Optional.ofNullable(lookUp(ALIASES.getOrDefault(key, key)));
            if (key.length() <= MAX_NAME) {
                CACHE.put(key, known);
            }
        }
        return known.orElse(null);
    }

    private static @Nullable Charset lookUp(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
