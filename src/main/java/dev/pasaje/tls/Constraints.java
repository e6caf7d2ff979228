// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/// What the certificates of a path allow each other (RFC 5280, 6.1.4): to issue, how deep, for
/// servers, and which names.
final class Constraints {
  private static final int KEY_CERT_SIGN = 5;
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String ANY_USAGE = "2.5.29.37.0";

  /// Critical extensions that are looked at here, or by those who judge names and policies.
  private static final Set<String> KNOWN =
      Set.of(
          Extension.basicConstraints.getId(),
          Extension.keyUsage.getId(),
          Extension.extendedKeyUsage.getId(),
          Extension.nameConstraints.getId(),
          Extension.subjectAlternativeName.getId(),
          Extension.certificatePolicies.getId(),
          Extension.policyMappings.getId(),
          Extension.policyConstraints.getId(),
          Extension.inhibitAnyPolicy.getId(),
          Extension.cRLDistributionPoints.getId(),
          Extension.authorityInfoAccess.getId(),
          "1.3.6.1.5.5.7.1.24");

  private Constraints() {}

  /// The first rule that a path breaks.
  ///
  /// @param path leaf first, root last; what the root says of itself is taken on trust
  static Optional<String> broken(List<X509Certificate> path) {
    int intermediates = 0;
    for (int i = 0; i < path.size(); i++) {
      X509Certificate one = path.get(i);
      boolean isRoot = i == path.size() - 1;
      if (isRoot && path.size() > 1 && one.getVersion() < 3) {
        continue;
      }
      String name = one.getSubjectX500Principal().getName();
      if (i > 0) {
        boolean[] usage = one.getKeyUsage();
        if (one.getBasicConstraints() < 0) {
          return Optional.of(name + " is no authority");
        }
        if (usage != null && !usage[KEY_CERT_SIGN]) {
          return Optional.of(name + " may not sign certificates");
        }
        if (one.getBasicConstraints() < intermediates) {
          return Optional.of(name + " allows no path of this length");
        }
        if (!Certificates.isSelfIssued(one)) {
          intermediates++;
        }
      }
      if (!isRoot && !servesTls(one)) {
        return Optional.of(name + " is not for servers");
      }
      Set<String> critical = one.getCriticalExtensionOIDs();
      if (critical != null && !KNOWN.containsAll(critical)) {
        return Optional.of(name + " has an unknown critical extension");
      }
    }
    return names(path);
  }

  private static boolean servesTls(X509Certificate certificate) {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      return uses == null || uses.contains(SERVER_AUTH) || uses.contains(ANY_USAGE);
    } catch (CertificateParsingException broken) {
      return false;
    }
  }

  private static Optional<String> names(List<X509Certificate> path) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    try {
      for (int i = path.size() - 1; i >= 0; i--) {
        X509Certificate one = path.get(i);
        if (i == 0 || !Certificates.isSelfIssued(one)) {
          check(validator, one);
        }
        byte[] value = one.getExtensionValue(Extension.nameConstraints.getId());
        if (value != null) {
          narrow(validator, NameConstraints.getInstance(Certificates.inner(value)));
        }
      }
      return Optional.empty();
    } catch (NameConstraintValidatorException | RuntimeException forbidden) {
      return Optional.of("name constraints: " + forbidden.getMessage());
    }
  }

  private static void check(PKIXNameConstraintValidator validator, X509Certificate certificate)
      throws NameConstraintValidatorException {
    ASN1Sequence subject =
        ASN1Sequence.getInstance(certificate.getSubjectX500Principal().getEncoded());
    if (subject.size() > 0) {
      validator.checkPermittedDN(X500Name.getInstance(subject));
      validator.checkExcludedDN(X500Name.getInstance(subject));
    }
    byte[] value = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
    if (value != null) {
      for (GeneralName name : GeneralNames.getInstance(Certificates.inner(value)).getNames()) {
        validator.checkPermitted(name);
        validator.checkExcluded(name);
      }
    }
  }

  private static void narrow(PKIXNameConstraintValidator validator, NameConstraints constraints) {
    GeneralSubtree[] permitted = constraints.getPermittedSubtrees();
    if (permitted != null) {
      validator.intersectPermittedSubtree(permitted);
    }
    GeneralSubtree[] excluded = constraints.getExcludedSubtrees();
    if (excluded != null) {
      for (GeneralSubtree one : excluded) {
        validator.addExcludedSubtree(one);
      }
    }
  }
}
