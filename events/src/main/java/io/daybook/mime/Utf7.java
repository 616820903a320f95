package io.daybook.mime;

/** UTF-7 (RFC 2152), which the JDK does not decode. */
final class Utf7 {
    private Utf7() {}

    static Charsets.Decoded decode(byte[] octets, int offset, int length) {
        var text = new StringBuilder(length);
        boolean problem = false;
        int end = offset + length;
        int i = offset;
        while (i < end) {
            int octet = octets[i++] & 0xFF;
            if (octet == '+') {
                int close = shiftEnd(octets, i, end);
                if (close == i && close < end && octets[close] == '-') {
                    text.append('+');
                } else {
                    problem |= !shifted(octets, i, close, text);
                }
                i = close < end && octets[close] == '-' ? close + 1 : close;
            } else if (octet < 0x80) {
                text.append((char) octet);
            } else {
                text.append('\uFFFD');
                problem = true;
            }
        }
        problem |= replaceLoneSurrogates(text);
        return new Charsets.Decoded(text.toString(), problem);
    }

    private static boolean replaceLoneSurrogates(StringBuilder text) {
        boolean found = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                text.setCharAt(i, '\uFFFD');
                found = true;
            }
        }
        return found;
    }

    private static int shiftEnd(byte[] octets, int from, int end) {
        int i = from;
        while (i < end && Base64.value(octets[i]) >= 0) {
            i++;
        }
        return i;
    }

    private static boolean shifted(byte[] octets, int from, int to, StringBuilder text) {
        int bits = 0;
        int held = 0;
        for (int i = from; i < to; i++) {
            held = (held << 6 | Base64.value(octets[i])) & 0xFFFFFF;
            bits += 6;
            if (bits >= 16) {
                bits -= 16;
                text.append((char) (held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return to > from && bits < 6 && held == 0;
    }
}
