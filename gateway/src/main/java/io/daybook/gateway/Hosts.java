package io.daybook.gateway;

import io.daybook.launch.HttpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a server goes by whose operator gave no public URL: those of this machine and of
 * its certificate, every address, and every name that only a local network can give out. A name of
 * the public DNS could be anybody's, made to lead here.
 *
 * @param names lower case; {@code *.} and a domain for the names right below it
 */
record Hosts(Set<String> names) {
    /** RFC 2606, 6761, 6762 and 8375 keep these from the public DNS; the others are not in it. */
    private static final List<String> LOCAL =
            List.of(
                    ".localhost",
                    ".test",
                    ".local",
                    ".home.arpa",
                    ".internal",
                    ".lan",
                    ".home",
                    ".fritz.box");

    private static final int DNS_NAME = 2;

    Hosts {
        names = Set.copyOf(names);
    }

    /**
     * @param certificate PEM, null without TLS
     */
    static Hosts of(HttpAddress http, @Nullable Path certificate) {
        var names = new HashSet<String>();
        names.add(http.host().toLowerCase(Locale.ROOT));
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException _) {
            // A machine without a name of its own has one name less.
        }
        if (certificate != null) {
            addNames(certificate, names);
        }
        return new Hosts(names);
    }

    private static void addNames(Path certificate, Set<String> names) {
        try (InputStream in = Files.newInputStream(certificate)) {
            var leaf =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            for (List<?> name : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (name.getFirst().equals(DNS_NAME)) {
                    names.add(name.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate cannot be read", e);
        } catch (CertificateException e) {
            throw new Encryption.CannotEncrypt("the certificate " + certificate + " is none", e);
        }
    }

    /**
     * @param authority host and perhaps port, as {@link Origins#isAuthority} lets through
     */
    boolean know(String authority) {
        String host = host(authority.toLowerCase(Locale.ROOT));
        if (isAddress(host) || host.indexOf('.') < 0 || names.contains(host)) {
            return true;
        }
        return LOCAL.stream().anyMatch(host::endsWith)
                || names.contains("*" + host.substring(host.indexOf('.')));
    }

    private static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[")) {
            return host.substring(1, host.length() - 1);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isAddress(String host) {
        try {
            return InetAddress.ofLiteral(host) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
