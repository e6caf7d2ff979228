// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls.lab;

import dev.pasaje.tls.lab.LabKeys.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An issuer of certificates, good and bad: a root, or one below another.
final class LabAuthority {
  private static final ASN1ObjectIdentifier SCT_LIST =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
  private static final int STATUS_REQUEST = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final KeyPair keys;
  private final Instant now;

  private LabAuthority(X509Certificate certificate, KeyPair keys, Instant now) {
    this.certificate = certificate;
    this.keys = keys;
    this.now = now;
  }

  X509Certificate certificate() {
    return certificate;
  }

  static LabAuthority root(String name, Kind kind, Instant now) {
    KeyPair keys = LabKeys.fresh(kind);
    X500Name subject = new X500Name("O=Pasaje lab,CN=" + name);
    return new LabAuthority(
        authority(subject, keys.getPublic(), subject, keys, now, new BasicConstraints(true)),
        keys,
        now);
  }

  LabAuthority below(String name, Kind kind) {
    return below(name, kind, new BasicConstraints(true));
  }

  /// One that signs although its certificate says that it may not.
  LabAuthority belowWithoutRight(String name, Kind kind) {
    return below(name, kind, new BasicConstraints(false));
  }

  private LabAuthority below(String name, Kind kind, BasicConstraints constraints) {
    KeyPair own = LabKeys.fresh(kind);
    X500Name subject = new X500Name("O=Pasaje lab,CN=" + name);
    return new LabAuthority(
        authority(subject, own.getPublic(), subject(), keys, now, constraints), own, now);
  }

  private X500Name subject() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  X509Certificate issue(Leaf leaf, PublicKey key) {
    return leaf(leaf, key, subject(), keys.getPrivate(), now);
  }

  /// A certificate that vouches for itself.
  static X509Certificate selfSigned(Leaf leaf, KeyPair keys, Instant now) {
    X500Name itself = new X500Name("CN=" + leaf.commonName());
    return leaf(leaf, keys.getPublic(), itself, keys.getPrivate(), now);
  }

  private static X509Certificate authority(
      X500Name subject,
      PublicKey key,
      X500Name issuer,
      KeyPair signer,
      Instant now,
      BasicConstraints constraints) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(),
              Date.from(now.minus(Duration.ofDays(400))),
              Date.from(now.plus(Duration.ofDays(2000))),
              subject,
              key);
      builder.addExtension(Extension.basicConstraints, true, constraints);
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      identify(builder, key, signer.getPublic());
      return sign(builder, signer.getPrivate(), "SHA256");
    } catch (GeneralSecurityException | IOException | OperatorCreationException broken) {
      throw new IllegalStateException("no authority could be made", broken);
    }
  }

  private static X509Certificate leaf(
      Leaf leaf, PublicKey key, X500Name issuer, PrivateKey signer, Instant now) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              serial(),
              Date.from(now.minus(leaf.age())),
              // The last second counts as valid: RFC 5280, 4.1.2.5.
              Date.from(now.plus(leaf.left()).minusSeconds(1)),
              new X500Name("CN=" + leaf.commonName()),
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
      further(builder, leaf);
      return sign(builder, signer, leaf.hash());
    } catch (GeneralSecurityException | IOException | OperatorCreationException broken) {
      throw new IllegalStateException("no certificate could be made", broken);
    }
  }

  private static void further(JcaX509v3CertificateBuilder builder, Leaf leaf) throws IOException {
    if (!leaf.names().isEmpty()) {
      GeneralName[] names =
          leaf.names().stream()
              .map(name ->
                  new GeneralName(
                      name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
              .toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    if (leaf.scts() > 0) {
      builder.addExtension(SCT_LIST, false, new DEROctetString(timestamps(leaf.scts())));
    }
    if (leaf.mustStaple()) {
      builder.addExtension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(STATUS_REQUEST)));
    }
    if (leaf.issuerAddress().isPresent()) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_caIssuers,
              new GeneralName(GeneralName.uniformResourceIdentifier, leaf.issuerAddress().get())));
    }
  }

  /// A SignedCertificateTimestampList (RFC 6962, 3.3) of the right shape and of no worth.
  private static byte[] timestamps(int count) throws IOException {
    var list = new ByteArrayOutputStream();
    var out = new DataOutputStream(list);
    int signature = 64;
    int one = 1 + 32 + 8 + 2 + 2 + 2 + signature;
    out.writeShort(count * (2 + one));
    for (int i = 0; i < count; i++) {
      byte[] log = new byte[32];
      log[0] = (byte) (i + 1);
      byte[] noise = new byte[signature];
      RANDOM.nextBytes(noise);
      out.writeShort(one);
      out.writeByte(0);
      out.write(log);
      out.writeLong(1_700_000_000_000L + i);
      out.writeShort(0);
      out.writeShort(0x0403);
      out.writeShort(signature);
      out.write(noise);
    }
    return list.toByteArray();
  }

  private static void identify(JcaX509v3CertificateBuilder builder, PublicKey key, PublicKey signer)
      throws GeneralSecurityException, IOException {
    var extensions = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(signer));
  }

  private static BigInteger serial() {
    return new BigInteger(127, RANDOM).add(BigInteger.ONE);
  }

  private static X509Certificate sign(
      JcaX509v3CertificateBuilder builder, PrivateKey signer, String hash)
      throws GeneralSecurityException, OperatorCreationException {
    String with = signer.getAlgorithm().equals("EC") ? "withECDSA" : "withRSA";
    var content = new JcaContentSignerBuilder(hash + with).build(signer);
    return new JcaX509CertificateConverter().getCertificate(builder.build(content));
  }
}
