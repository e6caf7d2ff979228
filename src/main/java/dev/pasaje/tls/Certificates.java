// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Reads certificates, and says of each what the facts hold.
final class Certificates {
  /// Signed certificate timestamps (RFC 6962, 3.3) and the TLS feature extension (RFC 7633).
  private static final String SCTS = "1.3.6.1.4.1.11129.2.4.2";

  private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
  private static final BigInteger STATUS_REQUEST = BigInteger.valueOf(5);

  private static final int DNS = 2;
  private static final int ADDRESS = 7;
  private static final int MAX_NAMES = 1000;

  private Certificates() {}

  /// A certificate; empty when these bytes are none. Curves and shapes that the JDK does not take
  /// in are left to BouncyCastle.
  static Optional<X509Certificate> read(byte[] der) {
    try {
      X509Certificate read = read(der, CertificateFactory.getInstance("X.509"));
      read.getPublicKey();
      return Optional.of(read);
    } catch (GeneralSecurityException | RuntimeException unusual) {
      try {
        return Optional.of(
            read(der, CertificateFactory.getInstance("X.509", new BouncyCastleProvider())));
      } catch (GeneralSecurityException | RuntimeException broken) {
        return Optional.empty();
      }
    }
  }

  private static X509Certificate read(byte[] der, CertificateFactory factory)
      throws GeneralSecurityException {
    if (factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate x) {
      return x;
    }
    throw new CertificateParsingException("no X.509 certificate");
  }

  static TlsFacts.Certificate describe(X509Certificate certificate) {
    return new TlsFacts.Certificate(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        names(certificate),
        certificate.getSerialNumber().toString(16),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        keyAlgorithm(certificate),
        keyBits(certificate),
        certificate.getSigAlgName(),
        sha256(certificate),
        isSelfIssued(certificate),
        certificate.getBasicConstraints() >= 0,
        scts(certificate),
        mustStaple(certificate),
        revocation(certificate));
  }

  static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  static String keyAlgorithm(X509Certificate certificate) {
    PublicKey key = key(certificate);
    return switch (key.getAlgorithm()) {
      case "RSASSA-PSS" -> "RSA";
      case "ECDSA" -> "EC";
      case "EdDSA" -> key instanceof EdECKey edwards ? edwards.getParams().getName() : "EdDSA";
      default -> key.getAlgorithm();
    };
  }

  private static int keyBits(X509Certificate certificate) {
    PublicKey key = key(certificate);
    return switch (key) {
      case RSAKey rsa -> rsa.getModulus().bitLength();
      case ECKey curve -> curve.getParams().getCurve().getField().getFieldSize();
      case EdECKey edwards -> edwards.getParams().getName().equals("Ed448") ? 456 : 256;
      case DSAKey dsa -> dsa.getParams() == null ? 0 : dsa.getParams().getP().bitLength();
      default -> 0;
    };
  }

  private static PublicKey key(X509Certificate certificate) {
    return certificate.getPublicKey();
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> one : all == null ? List.<List<?>>of() : all) {
        boolean wanted = one.getFirst() instanceof Integer kind && (kind == DNS || kind == ADDRESS);
        if (wanted && one.get(1) instanceof String name && names.size() < MAX_NAMES) {
          names.add(name);
        }
      }
    } catch (CertificateParsingException broken) {
      // An extension nobody can read names nobody.
    }
    return names;
  }

  private static int scts(X509Certificate certificate) {
    try {
      byte[] value = certificate.getExtensionValue(SCTS);
      if (value == null) {
        return 0;
      }
      ByteReader list = new ByteReader(new ByteReader(inner(inner(value))).vector(2));
      int count = 0;
      while (!list.isEmpty()) {
        list.vector(2);
        count++;
      }
      return count;
    } catch (IOException | RuntimeException broken) {
      return 0;
    }
  }

  private static boolean mustStaple(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(TLS_FEATURE);
    if (value == null) {
      return false;
    }
    try {
      for (Object feature : ASN1Sequence.getInstance(inner(value))) {
        if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
          return true;
        }
      }
      return false;
    } catch (RuntimeException broken) {
      return false;
    }
  }

  private static List<String> revocation(X509Certificate certificate) {
    List<String> found = new ArrayList<>(access(certificate, AccessDescription.id_ad_ocsp));
    byte[] value = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
    if (value != null) {
      try {
        for (DistributionPoint point :
            CRLDistPoint.getInstance(inner(value)).getDistributionPoints()) {
          if (point.getDistributionPoint() != null
              && point.getDistributionPoint().getName() instanceof GeneralNames names) {
            List.of(names.getNames()).forEach(name -> address(name).ifPresent(found::add));
          }
        }
      } catch (RuntimeException broken) {
        // No address can be had from it.
      }
    }
    return found;
  }

  /// Addresses that a certificate gives for a purpose, such as where its issuer's is.
  static List<String> access(X509Certificate certificate, ASN1ObjectIdentifier purpose) {
    byte[] value = certificate.getExtensionValue(Extension.authorityInfoAccess.getId());
    if (value == null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    try {
      for (AccessDescription one :
          AuthorityInformationAccess.getInstance(inner(value)).getAccessDescriptions()) {
        if (one.getAccessMethod().equals(purpose)) {
          address(one.getAccessLocation()).ifPresent(found::add);
        }
      }
    } catch (RuntimeException broken) {
      // No address can be had from it.
    }
    return found;
  }

  private static Optional<String> address(GeneralName name) {
    return name.getTagNo() == GeneralName.uniformResourceIdentifier
        ? Optional.of(name.getName().toString())
        : Optional.empty();
  }

  static byte[] inner(byte[] octets) {
    return ASN1OctetString.getInstance(octets).getOctets();
  }

  private static String sha256(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("it was just read", impossible);
    }
  }
}
