package io.daybook.submission.relay;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Random names that nobody else gives: 32 hexadecimal digits. */
record Tokens(RandomGenerator random) {
    private static final int OCTETS = 16;

    String next() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}
