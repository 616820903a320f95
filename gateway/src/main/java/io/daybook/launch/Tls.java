package io.daybook.launch;

import java.nio.file.Path;

/** How connections are encrypted. */
public sealed interface Tls {
    /** Plain HTTP: loopback, or behind a proxy that ends TLS. */
    record None() implements Tls {}

    /** PEM files: the certificate chain, and its private key. */
    record Files(Path certificate, Path key) implements Tls {}

    /** A certificate that the server makes for itself; loopback only. */
    record SelfSigned() implements Tls {}
}
