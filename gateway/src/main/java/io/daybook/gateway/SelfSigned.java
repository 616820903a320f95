package io.daybook.gateway;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A new certificate for this machine alone, and its key. */
record SelfSigned(PrivateKey key, X509Certificate certificate) {
    private static final Duration LIFE = Duration.ofDays(397);
    private static final int SERIAL_BITS = 127;

    static SelfSigned make(Instant now, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var pair = generator.generateKeyPair();
            var name = new X500Name("CN=Daybook on this machine");
            var names =
                    new GeneralNames(
                            new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                                new GeneralName(GeneralName.iPAddress, "::1")
                            });
            var certificate =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                                    Date.from(now.minus(Duration.ofHours(1))),
                                    Date.from(now.plus(LIFE)),
                                    name,
                                    pair.getPublic())
                            .addExtension(Extension.subjectAlternativeName, false, names)
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate()));
            return new SelfSigned(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter().getCertificate(certificate));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }
}
