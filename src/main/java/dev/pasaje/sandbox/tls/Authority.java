// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
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
import org.jspecify.annotations.Nullable;

/// A certificate authority that lives as long as the emulator. Its private key is never written:
/// whoever trusts it trusts nobody after the emulator has ended.
public final class Authority {
  /// Of the PKCS12 trust store; it protects nothing, a public certificate is all it holds.
  public static final String PASSWORD = "changeit";

  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private final X509Certificate certificate;
  private final KeyPair serverKeys;
  private final X509Certificate serverCertificate;

  private Authority(X509Certificate certificate, KeyPair keys, X509Certificate server) {
    this.certificate = certificate;
    this.serverKeys = keys;
    this.serverCertificate = server;
  }

  /// Makes an authority and one server certificate.
  ///
  /// @param now by the real clock: it is the clients that check the dates
  public static Authority create(List<String> hosts, Instant now) {
    try {
      X500Name name = new X500Name("CN=Pasaje sandbox throw-away CA");
      KeyPair keys = keys();
      X509Certificate root = root(name, keys, now);
      KeyPair serverKeys = keys();
      return new Authority(root, serverKeys, server(name, root, keys, serverKeys, hosts, now));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  /// Writes `ca.pem` and the trust store `ca.p12`.
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      String body =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate.getEncoded());
      Files.writeString(
          directory.resolve("ca.pem"),
          "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("pasaje-sandbox", certificate);
      try (OutputStream out = Files.newOutputStream(directory.resolve("ca.p12"))) {
        store.store(out, PASSWORD.toCharArray());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the trust store could not be made", e);
    }
  }

  /// What the server shows to its clients.
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          serverKeys.getPrivate(),
          PASSWORD.toCharArray(),
          new X509Certificate[] {serverCertificate, certificate});
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS could not be set up", e);
    }
  }

  /// For clients of the server: trusts this authority besides those the Java runtime trusts.
  public SSLContext clients() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("pasaje-sandbox", certificate);
      TrustManagerFactory usual = trust(null);
      for (TrustManager manager : usual.getTrustManagers()) {
        if (manager instanceof X509TrustManager known) {
          for (X509Certificate issuer : known.getAcceptedIssuers()) {
            store.setCertificateEntry("usual-" + store.size(), issuer);
          }
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(store).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS could not be set up", e);
    }
  }

  private static TrustManagerFactory trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509Certificate root(X500Name name, KeyPair keys, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var builder = builder(name, name, keys, now);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    return sign(builder, keys);
  }

  private static X509Certificate server(
      X500Name issuer,
      X509Certificate root,
      KeyPair issuerKeys,
      KeyPair keys,
      List<String> hosts,
      Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    var builder = builder(issuer, new X500Name("CN=" + hosts.getFirst()), keys, now);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
    List<GeneralName> names = new ArrayList<>();
    for (String host : hosts) {
      boolean address = host.contains(":") || host.matches("[0-9.]+");
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(names.toArray(GeneralName[]::new)));
    return sign(builder, issuerKeys);
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
        Date.from(now.minus(CLOCK_SKEW)),
        // the last second counts too (RFC 5280, 4.1.2.5)
        Date.from(now.plus(LIFE).minus(CLOCK_SKEW).minusSeconds(1)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair keys)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
