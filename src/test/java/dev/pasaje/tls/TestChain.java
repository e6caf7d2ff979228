// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A root, an intermediate and a leaf for `shop.example`, of one kind of key.
record TestChain(
    X509Certificate root, X509Certificate intermediate, X509Certificate leaf, PrivateKey key) {
  static TestChain of(String algorithm, int bits) throws Exception {
    KeyPair rootKeys = keys(algorithm, bits);
    KeyPair middleKeys = keys(algorithm, bits);
    KeyPair leafKeys = keys(algorithm, bits);
    X509Certificate root = sign("CN=Root", rootKeys, "CN=Root", rootKeys, true);
    X509Certificate middle = sign("CN=Middle", middleKeys, "CN=Root", rootKeys, true);
    X509Certificate leaf = sign("CN=shop.example", leafKeys, "CN=Middle", middleKeys, false);
    return new TestChain(root, middle, leaf, leafKeys.getPrivate());
  }

  List<X509Certificate> sent() {
    return List.of(leaf, intermediate);
  }

  static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /// A certificate that was valid for an hour, long ago: dates must not matter.
  static X509Certificate sign(
      String subject, KeyPair keys, String issuer, KeyPair by, boolean authority) throws Exception {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(subject.hashCode() & 0xffff).add(BigInteger.ONE),
            Date.from(from),
            Date.from(from.plus(Duration.ofHours(1))),
            new X500Name(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!authority) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "shop.example")));
    }
    String algorithm =
        by.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(by.getPrivate())));
  }
}
