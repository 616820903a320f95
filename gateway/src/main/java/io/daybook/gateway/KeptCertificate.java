package io.daybook.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The self-signed certificate of a data folder and its key, as PEM files: the same at every start,
 * so that clients can be told to trust it. Only its owner can read the key.
 */
record KeptCertificate(Path certificate, Path key) {
    private static final String CERTIFICATE = "tls-self-signed.pem";
    private static final String KEY = "tls-self-signed.key";

    /** A new one is made when the old one would expire so soon. */
    private static final Duration LEAST = Duration.ofDays(7);

    /** Where the certificate of the data folder is. */
    static Path file(Path data) {
        return data.resolve(CERTIFICATE);
    }

    /** What the folder has, first made when there is none that is still good. */
    static KeptCertificate in(Path data, Instant now, SecureRandom random) {
        var kept = new KeptCertificate(file(data), data.resolve(KEY));
        try {
            if (!Files.exists(kept.key) || !isGood(read(kept.certificate), now)) {
                kept.write(SelfSigned.make(now, random));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the self-signed certificate cannot be kept", e);
        }
        return kept;
    }

    private static boolean isGood(@Nullable X509Certificate certificate, Instant now) {
        return certificate != null
                && !certificate.getNotBefore().after(Date.from(now))
                && certificate.getNotAfter().after(Date.from(now.plus(LEAST)));
    }

    private static @Nullable X509Certificate read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (GeneralSecurityException _) {
            // What is no certificate is replaced by one.
            return null;
        }
    }

    /** The old certificate goes first: a key without its certificate is made anew. */
    private void write(SelfSigned own) throws IOException {
        try {
            Files.deleteIfExists(certificate);
            put(key, pem("PRIVATE KEY", own.key().getEncoded()));
            put(certificate, pem("CERTIFICATE", own.certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without an encoding", e);
        }
    }

    private static void put(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    fresh, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.writeString(fresh, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pem(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
