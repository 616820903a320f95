package io.daybook.thread.command;

import java.nio.charset.StandardCharsets;

/**
 * The keys by which messages find their thread: SipHash-2-4 of (message id, base subject) under the
 * account's salt, so that nobody outside can make two keys collide.
 */
public final class ThreadKeys {
    private final long k0;
    private final long k1;

    public ThreadKeys(long salt) {
        this.k0 = salt;
        this.k1 = Long.rotateLeft(salt * 0x9E3779B97F4A7C15L, 32) ^ 0x6A09E667F3BCC908L;
    }

    /** Never 0. */
    public long key(String messageId, String baseSubject) {
        // RFC 8621 section 3: an identical message id, and the same subject "ignoring white space".
        long hash =
                sipHash((messageId + '\0' + tight(baseSubject)).getBytes(StandardCharsets.UTF_8));
        return hash == 0 ? 1 : hash;
    }

    private static String tight(String text) {
        var tight = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(tight::appendCodePoint);
        return tight.toString();
    }

    private long sipHash(byte[] input) {
        var state =
                new long[] {
                    k0 ^ 0x736f6d6570736575L,
                    k1 ^ 0x646f72616e646f6dL,
                    k0 ^ 0x6c7967656e657261L,
                    k1 ^ 0x7465646279746573L
                };
        int whole = input.length & ~7;
        for (int at = 0; at < whole; at += 8) {
            absorb(state, word(input, at, 8));
        }
        absorb(state, word(input, whole, input.length - whole) | (long) input.length << 56);
        state[2] ^= 0xFF;
        for (int i = 0; i < 4; i++) {
            round(state);
        }
        return state[0] ^ state[1] ^ state[2] ^ state[3];
    }

    private static void absorb(long[] v, long word) {
        v[3] ^= word;
        round(v);
        round(v);
        v[0] ^= word;
    }

    private static long word(byte[] input, int at, int length) {
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | input[at + i] & 0xFF;
        }
        return word;
    }

    private static void round(long[] v) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
        v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
        v[0] = Long.rotateLeft(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
        v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
        v[2] = Long.rotateLeft(v[2], 32);
    }
}
