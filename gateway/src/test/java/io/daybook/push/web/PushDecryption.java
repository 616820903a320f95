package io.daybook.push.web;

import io.daybook.push.P256;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The user agent's side of RFC 8291, written from HMAC up so that it shares nothing. */
public final class PushDecryption {
    private final ECPublicKey publicKey;
    private final PrivateKey privateKey;
    private final byte[] auth;

    PushDecryption(ECPublicKey publicKey, byte[] privateKey, byte[] auth)
            throws GeneralSecurityException {
        this.publicKey = publicKey;
        this.privateKey =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new ECPrivateKeySpec(new BigInteger(1, privateKey), P256.SPEC));
        this.auth = auth;
    }

    private PushDecryption(KeyPair pair, byte[] auth) {
        this.publicKey = (ECPublicKey) pair.getPublic();
        this.privateKey = pair.getPrivate();
        this.auth = auth;
    }

    /** Keys of its own. */
    public static PushDecryption fresh() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(P256.SPEC);
        byte[] auth = new byte[16];
        new SecureRandom().nextBytes(auth);
        return new PushDecryption(generator.generateKeyPair(), auth);
    }

    public String p256dh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(P256.octets(publicKey));
    }

    public String auth() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
    }

    public byte[] decrypt(byte[] message) throws GeneralSecurityException {
        var in = ByteBuffer.wrap(message);
        byte[] salt = new byte[16];
        in.get(salt);
        int record = in.getInt();
        byte[] senderKey = new byte[in.get()];
        in.get(senderKey);
        if (in.remaining() > record) {
            throw new GeneralSecurityException("more than one record");
        }
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        byte[] input = input(senderKey);
        byte[] prk = hmac(salt, input);
        byte[] key =
                Arrays.copyOf(hmac(prk, info("Content-Encoding: aes128gcm"), new byte[] {1}), 16);
        byte[] nonce =
                Arrays.copyOf(hmac(prk, info("Content-Encoding: nonce"), new byte[] {1}), 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(sealed);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new GeneralSecurityException("not the last record");
        }
        return Arrays.copyOf(padded, end);
    }

    private byte[] input(byte[] senderKey) throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(Objects.requireNonNull(P256.key(senderKey)), true);
        byte[] prk = hmac(auth, agreement.generateSecret());
        return hmac(prk, info("WebPush: info"), P256.octets(publicKey), senderKey, new byte[] {1});
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    private static byte[] info(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
