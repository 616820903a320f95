package io.daybook.push.web;

import io.daybook.push.P256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts a push message for one subscription (RFC 8291), as one record of RFC 8188. */
final class MessageEncryption {
    static final int SALT_OCTETS = 16;

    private static final int KEY_OCTETS = 16;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_OCTETS = 16;
    private static final int RECORD = 4096;
    private static final byte LAST_RECORD = 2;

    private MessageEncryption() {}

    /** With a salt and a key pair of its own, as every message needs. */
    static byte[] encrypt(byte[] plain, ECPublicKey receiver, byte[] auth, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(P256.SPEC, random);
            byte[] salt = new byte[SALT_OCTETS];
            random.nextBytes(salt);
            return encrypt(plain, receiver, auth, generator.generateKeyPair(), salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has what RFC 8291 takes", e);
        }
    }

    static byte[] encrypt(
            byte[] plain, ECPublicKey receiver, byte[] auth, KeyPair sender, byte[] salt)
            throws GeneralSecurityException {
        byte[] senderKey = P256.octets((ECPublicKey) sender.getPublic());
        byte[] input = inputKey(receiver, auth, sender, senderKey);
        // RFC 8188 section 2.2 and 2.3: the content encryption key and the nonce of record 0.
        byte[] key = derive(salt, input, info("Content-Encoding: aes128gcm"), KEY_OCTETS);
        byte[] nonce = derive(salt, input, info("Content-Encoding: nonce"), NONCE_OCTETS);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_OCTETS * 8, nonce));
        byte[] padded = Arrays.copyOf(plain, plain.length + 1);
        padded[plain.length] = LAST_RECORD;
        byte[] sealed = cipher.doFinal(padded);
        // RFC 8291 section 4: a single record, so the record size is at least its own.
        int record = Math.max(RECORD, sealed.length);
        // RFC 8188 section 2.1: salt, record size, length of the key id, key id.
        return ByteBuffer.allocate(SALT_OCTETS + 5 + senderKey.length + sealed.length)
                .put(salt)
                .putInt(record)
                .put((byte) senderKey.length)
                .put(senderKey)
                .put(sealed)
                .array();
    }

    // RFC 8291 section 3.4.
    private static byte[] inputKey(
            ECPublicKey receiver, byte[] auth, KeyPair sender, byte[] senderKey)
            throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(sender.getPrivate());
        agreement.doPhase(receiver, true);
        byte[] label = info("WebPush: info");
        byte[] info =
                ByteBuffer.allocate(label.length + 2 * P256.POINT_OCTETS)
                        .put(label)
                        .put(P256.octets(receiver))
                        .put(senderKey)
                        .array();
        return derive(auth, agreement.generateSecret(), info, 32);
    }

    private static byte[] derive(byte[] salt, byte[] input, byte[] info, int length)
            throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract()
                                .addIKM(input)
                                .addSalt(salt)
                                .thenExpand(info, length));
    }

    private static byte[] info(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
