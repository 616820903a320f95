package io.daybook.core.jmap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks octets for being UTF-8 without copying them. */
public final class Utf8 {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether the octets are well-formed UTF-8 (RFC 3629 section 4) without any NUL. */
    public static boolean isText(byte[] octets) {
        int i = 0;
        while (i < octets.length) {
            if (i + 8 <= octets.length && isPlain((long) LONG.get(octets, i))) {
                i += 8;
                continue;
            }
            int length = sequence(octets, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Eight octets of ASCII, none of them NUL. */
    private static boolean isPlain(long eight) {
        long noNul = (eight & ~HIGH_BITS) + ~HIGH_BITS;
        return (eight & HIGH_BITS) == 0 && (noNul & HIGH_BITS) == HIGH_BITS;
    }

    /** The length of the sequence that starts here, 0 when it is malformed. */
    private static int sequence(byte[] octets, int at) {
        int first = octets[at] & 0xFF;
        if (first < 0x80) {
            return first == 0 ? 0 : 1;
        }
        int second = tail(octets, at + 1);
        if (second < 0) {
            return 0;
        }
        if (first >= 0xC2 && first <= 0xDF) {
            return 2;
        }
        boolean third = tail(octets, at + 2) >= 0;
        if (first >= 0xE0 && first <= 0xEF) {
            boolean overlong = first == 0xE0 && second < 0xA0;
            boolean surrogate = first == 0xED && second > 0x9F;
            return third && !overlong && !surrogate ? 3 : 0;
        }
        boolean fourth = third && tail(octets, at + 3) >= 0;
        boolean inRange =
                (first == 0xF0 && second >= 0x90)
                        || (first >= 0xF1 && first <= 0xF3)
                        || (first == 0xF4 && second <= 0x8F);
        return fourth && inRange ? 4 : 0;
    }

    private static int tail(byte[] octets, int at) {
        int octet = at < octets.length ? octets[at] & 0xFF : 0;
        return (octet & 0xC0) == 0x80 ? octet : -1;
    }
}
