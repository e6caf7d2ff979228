// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import dev.pasaje.tls.Grade.Cap;
import dev.pasaje.tls.Grade.Letter;
import dev.pasaje.tls.TlsFacts.Answer;
import dev.pasaje.tls.TlsFacts.Certificate;
import dev.pasaje.tls.TlsFacts.Chain;
import dev.pasaje.tls.TlsFacts.Endpoint;
import dev.pasaje.tls.TlsFacts.Host;
import dev.pasaje.tls.TlsFacts.Protocol;
import dev.pasaje.tls.TlsFacts.Trusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How a grade comes about (domain/credentials.md 9.5).
final class Grading {
  private final Host host;
  private final Endpoint endpoint;
  private final Instant at;
  private final Accepted accepted;
  private final List<Cap> caps = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Grading(Host host, Endpoint endpoint, Instant at) {
    this.host = host;
    this.endpoint = endpoint;
    this.at = at;
    this.accepted = new Accepted(endpoint);
  }

  Grade grade() {
    // In the order of testssl.sh: of several caps of T and M the last one counts.
    protocols();
    endpoint.chains().forEach(this::signature);
    endpoint.chains().forEach(this::trust);
    suites();
    warnings();
    if (capped(Letter.T) || capped(Letter.M) || capped(Letter.F)) {
      return new Grade(cap().orElseThrow(), 0, 0, 0, 0, caps, warnings);
    }
    int protocol = protocolPoints();
    int keyExchange = keyPoints();
    int cipher = cipherPoints();
    // Each share is cut to a whole number before they are added.
    int score =
        protocol == 0 || keyExchange == 0 || cipher == 0
            ? 0
            : protocol * 30 / 100 + keyExchange * 30 / 100 + cipher * 40 / 100;
    return new Grade(letter(score), score, protocol, keyExchange, cipher, caps, warnings);
  }

  private void protocols() {
    capIf(offers(Protocol.SSL_2), Letter.F, "SSLv2 offered");
    capIf(offers(Protocol.SSL_3), Letter.B, "SSLv3 offered");
    capIf(offers(Protocol.TLS_1_0), Letter.B, "TLS 1.0 offered");
    capIf(offers(Protocol.TLS_1_1), Letter.B, "TLS 1.1 offered");
    capIf(
        accepted.refuses(Protocol.TLS_1_2) && accepted.refuses(Protocol.TLS_1_3),
        Letter.C,
        "neither TLS 1.2 nor 1.3 offered");
  }

  private void signature(Chain chain) {
    String algorithm = chain.leaf().signatureAlgorithm();
    capIf(Signatures.broken(algorithm), Letter.F, "signature " + algorithm);
    capIf(Signatures.sha1(algorithm), Letter.T, "signature " + algorithm);
  }

  private void trust(Chain chain) {
    Certificate leaf = chain.leaf();
    capIf(!HostNames.match(host.name(), leaf.names()), Letter.M, "name mismatch");
    capIf(chain.trust() == Trusted.UNKNOWN_ROOT, Letter.T, "untrusted chain");
    capIf(chain.trust() == Trusted.INVALID, Letter.T, "invalid chain");
    capIf(chain.trust() == Trusted.INCOMPLETE, Letter.B, "incomplete chain");
    capIf(at.isAfter(leaf.notAfter()), Letter.T, "certificate expired");
    capIf(at.isBefore(leaf.notBefore()), Letter.T, "certificate not yet valid");
    capIf(chain.trust() == Trusted.SELF_SIGNED, Letter.T, "self-signed certificate");
  }

  private void suites() {
    capIf(any(SuiteTraits::export), Letter.F, "export suites offered");
    // The guide gives an anonymous key exchange no points, and no points in one part mean F.
    capIf(any(SuiteTraits::anonymous), Letter.F, "anonymous suites offered");
    capIf(any(suite -> suite.bits() < SuiteTraits.LEAST_BITS), Letter.F, "suites below 112 bits");
    capIf(accepted.none(SuiteTraits::aead), Letter.B, "no AEAD suite");
    capIf(accepted.none(SuiteTraits::forwardSecret), Letter.B, "no forward secrecy");
    capIf(endpoint.compression() == Answer.YES, Letter.C, "compression offered (CRIME)");
    capIf(
        offers(Protocol.TLS_1_1) && any(suite -> suite.block() == 64),
        Letter.C,
        "64-bit blocks with TLS 1.1 offered (SWEET32)");
    capIf(
        accepted.any(Protocol.SSL_3, SuiteTraits::cbc), Letter.C, "CBC in SSLv3 offered (POODLE)");
    capIf(
        endpoint.suites().stream()
            .filter(suite -> suite.protocol().compareTo(Protocol.TLS_1_1) >= 0)
            .anyMatch(suite -> SuiteTraits.of(suite.name()).filter(SuiteTraits::rc4).isPresent()),
        Letter.C,
        "RC4 with TLS 1.1 or newer offered");
    capIf(any(SuiteTraits::rc4), Letter.B, "RC4 offered");
    capIf(
        newest().filter(best -> best.compareTo(Protocol.TLS_1_0) <= 0).isPresent()
            && any(SuiteTraits::cbc),
        Letter.B,
        "CBC without a newer version (BEAST)");
  }

  private void warnings() {
    warnIf(accepted.refuses(Protocol.TLS_1_3), "no TLS 1.3");
    warnIf(endpoint.secureRenegotiation() == Answer.NO, "no secure renegotiation");
    // As in testssl.sh, a header that is not there at all is no warning.
    for (List<String> header : Headers.hsts(host)) {
      if (!header.isEmpty()) {
        Hsts hsts = Hsts.of(header);
        warnIf(hsts.maxAge().isEmpty(), "HSTS malformed");
        warnIf(hsts.maxAge().filter(age -> age == 0).isPresent(), "HSTS disabled");
        warnIf(
            hsts.maxAge().filter(age -> age > 0 && age < Hsts.LEAST_SECONDS).isPresent(),
            "HSTS shorter than 180 days");
      }
    }
  }

  private int protocolPoints() {
    Optional<Protocol> best = newest();
    Optional<Protocol> worst = accepted.offered().stream().min(Comparator.naturalOrder());
    capIf(best.equals(Optional.of(Protocol.SSL_3)), Letter.F, "SSLv3 is the best version offered");
    return best.isEmpty() ? 0 : (points(best.get()) + points(worst.orElseThrow())) / 2;
  }

  private static int points(Protocol protocol) {
    return switch (protocol) {
      case SSL_2 -> 0;
      case SSL_3 -> 80;
      case TLS_1_0 -> 90;
      case TLS_1_1 -> 95;
      case TLS_1_2, TLS_1_3 -> 100;
    };
  }

  /// The worst of all keys. Ephemeral DH counts as the guide says; testssl.sh means to count it,
  /// but hands it on under a name that its scale does not know.
  private int keyPoints() {
    int points = Strength.of(endpoint).stream().mapToInt(Strength::points).min().orElse(100);
    capIf(points <= 40, Letter.F, "insecure key");
    capIf(points > 40 && points <= 80, Letter.B, "weak key");
    return points;
  }

  private int cipherPoints() {
    List<Integer> bits = accepted.traits().stream().map(SuiteTraits::bits).sorted().toList();
    return bits.isEmpty() ? 0 : (cipherPoints(bits.getLast()) + cipherPoints(bits.getFirst())) / 2;
  }

  private static int cipherPoints(int bits) {
    if (bits == 0) {
      return 0;
    }
    return bits < 128 ? 20 : bits < 256 ? 80 : 100;
  }

  private Letter letter(int score) {
    Letter earned =
        score >= 80
            ? Letter.A
            : score >= 65
                ? Letter.B
                : score >= 50
                    ? Letter.C
                    : score >= 35 ? Letter.D : score >= 20 ? Letter.E : Letter.F;
    Optional<Letter> cap = cap();
    if (cap.isPresent()) {
      return earned.compareTo(cap.get()) > 0 ? earned : cap.get();
    }
    if (earned != Letter.A) {
      return earned;
    }
    return warnings.isEmpty() ? Letter.A_PLUS : Letter.A_MINUS;
  }

  /// T and M are hard, the last of them counts; otherwise the worst.
  private Optional<Letter> cap() {
    Optional<Letter> hard =
        caps.stream()
            .map(Cap::at)
            .filter(letter -> letter.compareTo(Letter.F) > 0)
            .reduce((_, last) -> last);
    return hard.or(() -> caps.stream().map(Cap::at).max(Comparator.naturalOrder()));
  }

  private boolean capped(Letter letter) {
    return caps.stream().anyMatch(cap -> cap.at() == letter);
  }

  private void capIf(boolean applies, Letter letter, String reason) {
    Cap cap = new Cap(letter, reason);
    if (applies && !caps.contains(cap)) {
      caps.add(cap);
    }
  }

  private void warnIf(boolean applies, String reason) {
    if (applies && !warnings.contains(reason)) {
      warnings.add(reason);
    }
  }

  private boolean any(Predicate<SuiteTraits> which) {
    return accepted.traits().stream().anyMatch(which);
  }

  private boolean offers(Protocol protocol) {
    return accepted.offers(protocol);
  }

  private Optional<Protocol> newest() {
    return accepted.offered().stream().max(Comparator.naturalOrder());
  }
}
