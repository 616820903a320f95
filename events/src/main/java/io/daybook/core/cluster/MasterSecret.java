package io.daybook.core.cluster;

import java.util.HexFormat;
import java.util.Optional;

/**
 * The master key that all nodes share, in the form of the embedded product's key file: {@code
 * daybook-master-key-1} and 64 hexadecimal digits.
 */
public final class MasterSecret {
    private static final String MARK = "daybook-master-key-1 ";

    private final byte[] key;

    private MasterSecret(byte[] key) {
        this.key = key;
    }

    /** Empty when the text is none. */
    public static Optional<MasterSecret> parse(String text) {
        String line = text.strip();
        return line.matches(MARK + "[0-9a-f]{64}")
                ? Optional.of(
                        new MasterSecret(
                                HexFormat.of().parseHex(line, MARK.length(), line.length())))
                : Optional.empty();
    }

    /** 32 octets, for AES-256. */
    public byte[] key() {
        return key.clone();
    }

    @Override
    public String toString() {
        return "the master key";
    }
}
