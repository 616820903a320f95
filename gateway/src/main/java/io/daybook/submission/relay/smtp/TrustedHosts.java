package io.daybook.submission.relay.smtp;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
final class TrustedHosts {
    private TrustedHosts() {}

    /** The certificates to trust cannot be used; the message says what to do. */
    static final class CannotTrust extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotTrust(Path file, Throwable cause) {
            super(
                    "the certificates in "
                            + file
                            + " cannot be used; give a PEM file of the authorities of the smart host",
                    cause);
        }
    }

    static SSLContext context(SmartHost host) {
        try {
            var context = SSLContext.getInstance("TLS");
            TrustManager[] trusted =
                    host.isVerified() ? trusted(host.authorities()) : new TrustManager[] {ANYONE};
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static TrustManager @Nullable [] trusted(@Nullable Path authorities) {
        if (authorities == null) {
            return null;
        }
        try (var in = Files.newInputStream(authorities)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotTrust(authorities, e);
        }
    }

    /**
     * Opportunistic TLS keeps out who only listens; whoever could show a wrong certificate could as
     * well have left out the offer of STARTTLS (RFC 7435 section 3).
     */
    private static final X509ExtendedTrustManager ANYONE =
            new X509ExtendedTrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {}

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type, Socket at) {}

                @Override
                public void checkClientTrusted(
                        X509Certificate[] chain, String type, SSLEngine at) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {}

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type, Socket at) {}

                @Override
                public void checkServerTrusted(
                        X509Certificate[] chain, String type, SSLEngine at) {}

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            };
}
