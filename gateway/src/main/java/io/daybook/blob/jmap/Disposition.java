package io.daybook.blob.jmap;

import java.nio.charset.StandardCharsets;

/** The Content-Disposition of a download (RFC 6266). */
final class Disposition {
    private static final int LONGEST = 200;
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    /**
     * An attachment of that name, encoded by RFC 8187 so that no character can end the header or
     * the parameter. Controls and what separates folders become a low line.
     */
    static String attachment(String name) {
        String safe = safe(name);
        var ascii = new StringBuilder();
        safe.chars().forEach(c -> ascii.append(isPlain(c) || c == ' ' ? (char) c : '_'));
        var encoded = new StringBuilder();
        for (byte octet : safe.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(String.format("%02X", octet & 0xFF));
            }
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }

    private static String safe(String name) {
        var safe = new StringBuilder();
        name.codePoints()
                .limit(LONGEST)
                .forEach(c -> {
                    boolean bad =
                            c == '/'
                                    || c == '\\'
                                    || Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE;
                    safe.appendCodePoint(bad ? '_' : c);
                });
        return safe.isEmpty() ? "download" : safe.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c > 0 && PLAIN.indexOf(c) >= 0);
    }
}
