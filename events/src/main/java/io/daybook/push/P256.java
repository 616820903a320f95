package io.daybook.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** Points of the curve P-256 as 65 octets: 4, x, y (RFC 8291 section 2 and SEC 1). */
public final class P256 {
    public static final ECParameterSpec SPEC = spec();
    public static final int POINT_OCTETS = 65;

    private static final int UNCOMPRESSED = 4;
    private static final int COORDINATE = 32;

    private P256() {}

    private static ECParameterSpec spec() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** The key, or null when the octets are no point of the curve. */
    public static @Nullable ECPublicKey key(byte[] octets) {
        if (octets.length != POINT_OCTETS || octets[0] != UNCOMPRESSED) {
            return null;
        }
        var x = new BigInteger(1, octets, 1, COORDINATE);
        var y = new BigInteger(1, octets, 1 + COORDINATE, COORDINATE);
        if (!isOnCurve(x, y)) {
            return null;
        }
        try {
            var spec = new ECPublicKeySpec(new ECPoint(x, y), SPEC);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** A point elsewhere would make the shared secret guessable. */
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) SPEC.getCurve().getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right =
                x.pow(3).add(SPEC.getCurve().getA().multiply(x)).add(SPEC.getCurve().getB()).mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    public static byte[] octets(ECPublicKey key) {
        byte[] octets = new byte[POINT_OCTETS];
        octets[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), octets, 1);
        put(key.getW().getAffineY(), octets, 1 + COORDINATE);
        return octets;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(COORDINATE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
    }
}
