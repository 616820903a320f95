package io.daybook.core;

/**
 * The wire form of ids that are counters: a letter and a positive decimal without leading zeros.
 */
final class CounterId {
    private CounterId() {}

    /** The number, or -1 when {@code wire} is not of the form. */
    static int parse(char prefix, String wire) {
        int length = wire.length();
        if (length < 2 || length > 11 || wire.charAt(0) != prefix || wire.charAt(1) == '0') {
            return -1;
        }
        long value = 0;
        for (int i = 1; i < length; i++) {
            char digit = wire.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }
}
