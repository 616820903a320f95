package io.daybook.gateway;

import io.daybook.launch.Tls;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.tcp.SslProvider;

/** TLS as the options say, with HTTP/2 by ALPN. */
final class Encryption {
    private Encryption() {}

    /** The certificate or its key cannot be used; the message says what to do. */
    static final class CannotEncrypt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotEncrypt(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The files to encrypt with; null for plain HTTP. Self-signed ones are in the data folder. */
    static Tls.@Nullable Files files(Tls tls, Path data, Clock clock, SecureRandom random) {
        return switch (tls) {
            case Tls.None() -> null;
            case Tls.Files files -> files;
            case Tls.SelfSigned() -> {
                var kept = KeptCertificate.in(data, clock.instant(), random);
                yield new Tls.Files(kept.certificate(), kept.key());
            }
        };
    }

    static SslProvider of(Tls.Files files) {
        var certificate = files.certificate();
        var key = files.key();
        try {
            var spec = Http2SslContextSpec.forServer(certificate.toFile(), key.toFile());
            return SslProvider.builder().sslContext(spec).build();
        } catch (RuntimeException e) {
            throw new CannotEncrypt(
                    "the certificate "
                            + certificate
                            + " and the key "
                            + key
                            + " cannot be used; give a PEM chain and its unencrypted key",
                    e);
        }
    }
}
