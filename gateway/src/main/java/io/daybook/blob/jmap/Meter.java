package io.daybook.blob.jmap;

/** Bounds the octets that one call works on: a short request can ask for very many. */
final class Meter {
    private long left;

    Meter(long octets) {
        this.left = octets;
    }

    /** Whether there was room for so many more. */
    boolean take(long octets) {
        left -= octets;
        return left >= 0;
    }
}
