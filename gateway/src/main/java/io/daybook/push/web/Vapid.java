package io.daybook.push.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.push.P256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** Signs for whom a push comes (VAPID, RFC 8292), with a key that stays the same. */
public final class Vapid {
    private static final String FILE = "vapid.key";

    // RFC 8292 section 2: not more than 24 hours from the time of the request.
    private static final Duration LIFE = Duration.ofHours(12);

    private final ECKey key;
    private final String publicKey;
    private final @Nullable String contact;

    /**
     * @param contact an https or mailto URI by which the operator can be reached (RFC 8292 section
     *     2.1); null for none
     */
    private Vapid(ECKey key, @Nullable String contact) {
        this.key = key;
        this.contact = contact;
        try {
            ECPublicKey point = key.toECPublicKey();
            this.publicKey =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(P256.octets(point));
        } catch (JOSEException e) {
            throw new IllegalStateException("the VAPID key is no key of P-256", e);
        }
    }

    /** A key for as long as the process runs. */
    public static Vapid fresh(SecureRandom random) {
        return new Vapid(generate(random), null);
    }

    /** The key in the folder, made when there is none. */
    public static Vapid of(Path folder, SecureRandom random, @Nullable String contact) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                write(file, generate(random));
            }
            return new Vapid(ECKey.parse(Files.readString(file)), contact);
        } catch (ParseException e) {
            throw new UnusableKey(
                    file + " is no VAPID key: put the right file back, or delete it for a new one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A key that everybody gets who has this secret, and nobody else: the nodes of a cluster keep
     * no files.
     *
     * @param secret at least 32 octets, as good as random
     */
    public static Vapid derived(byte[] secret, @Nullable String contact) {
        // HKDF (RFC 5869) to 16 octets more than the order has, so that the remainder is not biased
        // (FIPS 186-5 appendix A.2.1).
        var hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(
                new HKDFParameters(
                        secret, null, "daybook vapid".getBytes(StandardCharsets.US_ASCII)));
        byte[] octets = new byte[48];
        hkdf.generateBytes(octets, 0, octets.length);
        var curve = ECNamedCurveTable.getParameterSpec("P-256");
        BigInteger d =
                new BigInteger(1, octets)
                        .mod(curve.getN().subtract(BigInteger.ONE))
                        .add(BigInteger.ONE);
        var point = curve.getG().multiply(d).normalize();
        var key =
                new ECKey.Builder(
                                Curve.P_256,
                                Base64URL.encode(point.getAffineXCoord().getEncoded()),
                                Base64URL.encode(point.getAffineYCoord().getEncoded()))
                        .d(Base64URL.encode(BigIntegers.asUnsignedByteArray(32, d)))
                        .build();
        return new Vapid(key, contact);
    }

    /** The message tells the operator what to do. */
    static final class UnusableKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableKey(String message) {
            super(message);
        }
    }

    private static ECKey generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(P256.SPEC, random);
            var pair = generator.generateKeyPair();
            return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey((ECPrivateKey) pair.getPrivate())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private static void write(Path file, ECKey key) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    fresh, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.writeString(
                fresh, key.toJSONString(), StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The public key as clients hand it to their push service (RFC 9749 section 3). */
    public String applicationServerKey() {
        return publicKey;
    }

    /** The Authorization header for a request to this URL (RFC 8292 section 3). */
    String authorization(URI url, Instant now) {
        var claims =
                new JWTClaimsSet.Builder()
                        .audience(origin(url))
                        .expirationTime(Date.from(now.plus(LIFE)));
        if (contact != null) {
            claims.subject(contact);
        }
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the VAPID key cannot sign", e);
        }
        return "vapid t=" + token.serialize() + ", k=" + publicKey;
    }

    // RFC 8292 section 2: the origin of the push resource URL.
    private static String origin(URI url) {
        int port = url.getPort();
        return "https://" + url.getHost() + (port < 0 || port == 443 ? "" : ":" + port);
    }
}
