package io.daybook.journal;

/** The key above all keys: a file, or a key management service. It never leaves its adapter. */
public interface MasterKey {
    /** A short name of this very key, which tells nothing about it. */
    String fingerprint();

    /** The key, sealed for this context only. */
    byte[] wrap(byte[] key, byte[] context);

    /**
     * @throws SealBroken when it was wrapped by another master key or for another context
     */
    byte[] unwrap(byte[] wrapped, byte[] context);
}
