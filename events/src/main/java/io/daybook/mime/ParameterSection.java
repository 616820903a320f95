package io.daybook.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One section of a parameter that is continued or encoded by RFC 2231. */
record ParameterSection(int number, boolean encoded, String text) {
    private static final int MAX_DIGITS = 4;

    /**
     * @param suffix what follows the first asterisk of the name: empty, "0", or "0*"
     */
    static @Nullable ParameterSection of(String suffix, String text) {
        if (suffix.isEmpty()) {
            return new ParameterSection(0, true, text);
        }
        boolean encoded = suffix.endsWith("*");
        String digits = encoded ? suffix.substring(0, suffix.length() - 1) : suffix;
        boolean number =
                !digits.isEmpty()
                        && digits.length() <= MAX_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? new ParameterSection(Integer.parseInt(digits), encoded, text) : null;
    }

    /** The whole value, or null when there is none. Sections that are missing are passed over. */
    static @Nullable String join(List<ParameterSection> sections) {
        var ordered =
                sections.stream()
                        .sorted(Comparator.comparingInt(ParameterSection::number))
                        .toList();
        var out = new StringBuilder();
        var octets = new ByteArrayOutputStream();
        String charset = "utf-8";
        for (int i = 0; i < ordered.size(); i++) {
            var section = ordered.get(i);
            if (!section.encoded) {
                flush(octets, charset, out);
                out.append(section.text);
                continue;
            }
            int first = section.text.indexOf('\'');
            int second = first < 0 ? -1 : section.text.indexOf('\'', first + 1);
            if (i == 0 && second > 0) {
                charset = first == 0 ? "utf-8" : section.text.substring(0, first);
            }
            percentDecode(
                    i == 0 && second > 0 ? section.text.substring(second + 1) : section.text,
                    octets);
        }
        flush(octets, charset, out);
        return out.isEmpty() ? null : out.toString();
    }

    private static void percentDecode(String text, ByteArrayOutputStream octets) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? QuotedPrintable.digit(raw[i + 1]) : -1;
            int low = high >= 0 ? QuotedPrintable.digit(raw[i + 2]) : -1;
            octets.write(low >= 0 ? high << 4 | low : raw[i]);
            i += low >= 0 ? 2 : 0;
        }
    }

    private static void flush(ByteArrayOutputStream octets, String charset, StringBuilder out) {
        byte[] raw = octets.toByteArray();
        var decoded = Charsets.decode(charset, raw, 0, raw.length, true);
        out.append(decoded == null ? new String(raw, StandardCharsets.UTF_8) : decoded.text());
        octets.reset();
    }
}
