package io.daybook.journal;

/** Sealed octets that the key does not open: damaged, moved or forged. */
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String what) {
        super(what + " does not open under its key: damaged, moved or forged");
    }
}
