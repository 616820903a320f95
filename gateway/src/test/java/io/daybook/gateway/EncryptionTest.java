package io.daybook.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.launch.Tls;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.tcp.SslProvider;

class EncryptionTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        store.setCertificateEntry("daybook", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), RANDOM);
        return context;
    }

    private static String pem(Object part) throws Exception {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(part);
        }
        return text.toString();
    }

    private static String pkcs8(PrivateKey key) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void certificate_and_key_files_serve_both_versions_of_http(
            HttpClient.Version version, @TempDir Path folder) throws Exception {
        var own = SelfSigned.make(Instant.now(), RANDOM);
        Path certificate = Files.writeString(folder.resolve("cert.pem"), pem(own.certificate()));
        Path key = Files.writeString(folder.resolve("key.pem"), pkcs8(own.key()));
        SslProvider tls = Encryption.of(new Tls.Files(certificate, key));
        try (var listener = listener(tls);
                var http =
                        HttpClient.newBuilder()
                                .version(version)
                                .sslContext(trusting(own.certificate()))
                                .build()) {
            var request =
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port()))
                            .build();
            var response = http.send(request, HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(version);
        }
    }

    private static Listener listener(SslProvider tls) {
        return new Listener(
                List.of(InetAddress.ofLiteral("127.0.0.1")),
                0,
                tls,
                (_, response) -> response.setComplete());
    }

    @Test
    void plain_http_has_no_files(@TempDir Path data) {
        assertThat(Encryption.files(new Tls.None(), data, Clock.systemUTC(), RANDOM)).isNull();
    }

    @Test
    void a_self_signed_certificate_stays_the_same_and_its_key_is_secret(@TempDir Path data)
            throws Exception {
        Tls.Files first = selfSigned(data, Clock.systemUTC());
        byte[] certificate = Files.readAllBytes(first.certificate());
        assertThat(first.certificate()).isEqualTo(KeptCertificate.file(data));
        assertThat(Files.getPosixFilePermissions(first.key()))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        Tls.Files again = selfSigned(data, Clock.systemUTC());
        assertThat(again).isEqualTo(first);
        assertThat(Files.readAllBytes(again.certificate())).isEqualTo(certificate);
        try (var listener = listener(Encryption.of(again));
                var http =
                        HttpClient.newBuilder()
                                .sslContext(trusting(x509(first.certificate())))
                                .build()) {
            var request =
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + listener.port()))
                            .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_self_signed_certificate_is_made_anew_when_it_is_over_or_broken(@TempDir Path data)
            throws Exception {
        var start = Instant.now();
        var first = x509(selfSigned(data, at(start)).certificate());
        assertThat(x509(selfSigned(data, at(start.plus(Duration.ofDays(380)))).certificate()))
                .isEqualTo(first);
        var second = x509(selfSigned(data, at(start.plus(Duration.ofDays(400)))).certificate());
        assertThat(second).isNotEqualTo(first);
        Files.writeString(KeptCertificate.file(data), "half a file");
        var third = x509(selfSigned(data, at(start)).certificate());
        assertThat(third).isNotEqualTo(second);
        Files.delete(selfSigned(data, at(start)).key());
        assertThat(x509(selfSigned(data, at(start)).certificate())).isNotEqualTo(third);
    }

    private static Tls.Files selfSigned(Path data, Clock clock) {
        return Objects.requireNonNull(Encryption.files(new Tls.SelfSigned(), data, clock, RANDOM));
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static X509Certificate x509(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void files_that_are_no_certificate_are_named(@TempDir Path folder) throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        var tls = new Tls.Files(nonsense, nonsense);
        assertThatThrownBy(() -> Encryption.of(tls))
                .isInstanceOf(Encryption.CannotEncrypt.class)
                .hasMessageContaining("nonsense.pem");
    }
}
