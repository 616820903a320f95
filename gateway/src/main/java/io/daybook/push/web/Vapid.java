package io.daybook.push.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.push.P256;
import java.io.IOException;
import java.io.UncheckedIOException;
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
