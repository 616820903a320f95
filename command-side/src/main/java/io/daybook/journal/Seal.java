package io.daybook.journal;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM. Sealed octets are a nonce of 96 random bits, the ciphertext and a tag of 128 bits:
 * random nonces stay safe for 2^32 seals under one key (NIST SP 800-38D section 8.3), and remain so
 * when a failed append is sealed again or several nodes write one stream.
 */
public final class Seal {
    public static final int KEY_OCTETS = 32;

    /** What sealing adds to the length. */
    public static final int OVERHEAD = 28;

    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    /** Found once: to look through all providers takes longer than to seal an event. */
    private static final Provider PROVIDER = provider();

    /** Those who open many seals, one after the other, are platform threads, and few. */
    private static final ThreadLocal<Cipher> OPENING = ThreadLocal.withInitial(Seal::newCipher);

    private final SecureRandom random;

    public Seal(SecureRandom random) {
        this.random = random;
    }

    public SecretKey newKey() {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        return key(octets);
    }

    public static SecretKey key(byte[] octets) {
        return new SecretKeySpec(octets, "AES");
    }

    /**
     * @param context authenticated with the octets, not kept with them: opening needs the same
     */
    public byte[] seal(SecretKey key, byte[] context, byte[] plain) {
        return seal(key, context, plain, 0, plain.length);
    }

    public byte[] seal(SecretKey key, byte[] context, byte[] plain, int offset, int length) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        byte[] sealed = Arrays.copyOf(nonce, length + OVERHEAD);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.updateAAD(context);
            cipher.doFinal(plain, offset, length, sealed, NONCE_OCTETS);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * @throws SealBroken when key, context and octets do not belong together
     */
    public static byte[] open(SecretKey key, byte[] context, byte[] sealed, String what) {
        if (sealed.length < OVERHEAD) {
            throw new SealBroken(what);
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_OCTETS);
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce);
            cipher.updateAAD(context);
            return cipher.doFinal(sealed, NONCE_OCTETS, sealed.length - NONCE_OCTETS);
        } catch (AEADBadTagException e) {
            throw new SealBroken(what);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION, PROVIDER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Provider provider() {
        try {
            return Cipher.getInstance(TRANSFORMATION).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
            throws GeneralSecurityException {
        var cipher =
                mode == Cipher.DECRYPT_MODE && !Thread.currentThread().isVirtual()
                        ? OPENING.get()
                        : newCipher();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
