// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.TlsFacts.Trusted;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/// Looks for a way from a certificate up to a root that is believed (RFC 5280, 6.1), without dates
/// and without a verdict on algorithms: an expired or SHA-1 chain is told by checks of its own, and
/// the JDK's PKIX would give no other reason any more.
final class TrustPath {
  /// No honest chain is longer; no hostile one may cost more.
  private static final int MAX_DEPTH = 10;

  private static final int MAX_SIGNATURES = 200;

  private final List<X509Certificate> roots;
  private final List<X509Certificate> sent;
  private final Function<X509Certificate, List<X509Certificate>> issuers;
  private final Set<X509Certificate> fetched = new HashSet<>();
  private int signatures;
  private Optional<String> defect = Optional.empty();
  private Optional<X509Certificate> deadEnd = Optional.empty();
  private boolean missing;

  /// @param issuers fetches the issuers of a certificate from the addresses in it
  private TrustPath(
      List<X509Certificate> roots,
      List<X509Certificate> sent,
      Function<X509Certificate, List<X509Certificate>> issuers) {
    this.roots = roots;
    this.sent = sent;
    this.issuers = issuers;
  }

  /// @param detail in English
  record Result(Trusted trust, String detail) {}

  /// Judges a chain.
  ///
  /// @param sent leaf first
  static Result judge(
      List<X509Certificate> roots,
      List<X509Certificate> sent,
      Function<X509Certificate, List<X509Certificate>> issuers) {
    return new TrustPath(roots, sent, issuers).judge();
  }

  private Result judge() {
    X509Certificate leaf = sent.getFirst();
    Optional<List<X509Certificate>> found = climb(List.of(leaf));
    if (found.isPresent()) {
      List<X509Certificate> path = found.get();
      String root = path.getLast().getSubjectX500Principal().getName();
      return path.stream().anyMatch(fetched::contains)
          ? new Result(Trusted.INCOMPLETE, "with a fetched intermediate it leads to " + root)
          : new Result(Trusted.YES, root);
    }
    if (defect.isPresent()) {
      return new Result(Trusted.INVALID, defect.get());
    }
    String last = deadEnd.orElse(leaf).getSubjectX500Principal().getName();
    if (Certificates.isSelfIssued(leaf)) {
      return new Result(Trusted.SELF_SIGNED, last);
    }
    return missing
        ? new Result(Trusted.INCOMPLETE, "the issuer of " + last + " was not sent")
        : new Result(Trusted.UNKNOWN_ROOT, "it ends at " + last);
  }

  /// Continues a way upwards; the way to a root, when there is one without a defect.
  private Optional<List<X509Certificate>> climb(List<X509Certificate> way) {
    X509Certificate top = way.getLast();
    if (roots.contains(top)) {
      return accept(way);
    }
    if (way.size() > MAX_DEPTH) {
      return Optional.empty();
    }
    Optional<List<X509Certificate>> byRoot = through(way, roots);
    if (byRoot.isPresent()) {
      return byRoot;
    }
    List<X509Certificate> known = candidates(way, sent);
    Optional<List<X509Certificate>> bySent = through(way, known);
    if (bySent.isPresent() || !known.isEmpty() || signatures > MAX_SIGNATURES) {
      return bySent;
    }
    if (Certificates.isSelfIssued(top)) {
      if (way.size() == 1 && !verifies(top, top)) {
        defect = Optional.of("its signature is not its own: " + name(top));
      }
      deadEnd = Optional.of(top);
      return Optional.empty();
    }
    List<X509Certificate> fresh = candidates(way, issuers.apply(top));
    fetched.addAll(fresh);
    if (fresh.isEmpty() && deadEnd.isEmpty()) {
      deadEnd = Optional.of(top);
      missing = way.size() == 1;
    }
    return through(way, fresh);
  }

  private Optional<List<X509Certificate>> through(
      List<X509Certificate> way, List<X509Certificate> issuers) {
    for (X509Certificate issuer : candidates(way, issuers)) {
      if (!verifies(way.getLast(), issuer)) {
        // Roots of one name and another key are common; a sent one is wrong.
        if (sent.contains(issuer)) {
          defect = Optional.of("the signature of " + name(way.getLast()) + " is wrong");
        }
        continue;
      }
      List<X509Certificate> longer = new ArrayList<>(way);
      longer.add(issuer);
      Optional<List<X509Certificate>> found = climb(longer);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<X509Certificate> candidates(
      List<X509Certificate> way, List<X509Certificate> from) {
    return from.stream()
        .filter(one ->
            !way.contains(one)
                && one.getSubjectX500Principal().equals(way.getLast().getIssuerX500Principal()))
        .toList();
  }

  private Optional<List<X509Certificate>> accept(List<X509Certificate> way) {
    Optional<String> broken = Constraints.broken(way);
    broken.ifPresent(what -> defect = Optional.of(what));
    return broken.isEmpty() ? Optional.of(way) : Optional.empty();
  }

  private boolean verifies(X509Certificate certificate, X509Certificate issuer) {
    if (++signatures > MAX_SIGNATURES) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (SignatureException wrong) {
      return false;
    } catch (GeneralSecurityException | RuntimeException unknownHere) {
      try {
        certificate.verify(issuer.getPublicKey(), new BouncyCastleProvider());
        return true;
      } catch (GeneralSecurityException | RuntimeException wrong) {
        return false;
      }
    }
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
