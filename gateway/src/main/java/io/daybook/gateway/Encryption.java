package io.daybook.gateway;

import io.daybook.launch.Tls;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
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

    /** Null for plain HTTP. */
    static @Nullable SslProvider of(Tls tls, Clock clock, SecureRandom random) {
        return switch (tls) {
            case Tls.None() -> null;
            case Tls.Files(var certificate, var key) -> {
                yield provider(
                        () -> Http2SslContextSpec.forServer(certificate.toFile(), key.toFile()),
                        "the certificate "
                                + certificate
                                + " and the key "
                                + key
                                + " cannot be used; give a PEM chain and its unencrypted key");
            }
            case Tls.SelfSigned() -> {
                var own = SelfSigned.make(clock.instant(), random);
                yield provider(
                        () -> Http2SslContextSpec.forServer(own.key(), "", own.certificate()),
                        "no certificate could be made");
            }
        };
    }

    private static SslProvider provider(Supplier<Http2SslContextSpec> spec, String complaint) {
        try {
            return SslProvider.builder().sslContext(spec.get()).build();
        } catch (RuntimeException e) {
            throw new CannotEncrypt(complaint, e);
        }
    }
}
