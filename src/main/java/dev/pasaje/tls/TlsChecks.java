// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.tls;

import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.BLOCKER;
import static dev.pasaje.check.Severity.RECOMMENDED;
import static dev.pasaje.check.Severity.REQUIRED;

import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import dev.pasaje.tls.TlsFacts.Protocol;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Every check on TLS, in the order of their ids. Mercado Pago itself asks for HTTPS only; what is
/// stricter is our own or good practice (domain/credentials.md 9.1, 9.2).
public final class TlsChecks {
  static final List<Row> CHECKS =
      List.of(
          row(
              "addresses-differ",
              RECOMMENDED,
              "github testssl/testssl.sh, all addresses tested",
              OverallChecks::addressesDiffer),
          row(
              "aead-missing",
              RECOMMENDED,
              "SSL Labs rating guide 2009r; github testssl/testssl.sh, run_rating",
              facts -> ProtocolChecks.none(facts, SuiteTraits::aead, "an AEAD suite")),
          always(
              "api-unreachable-over-tls",
              BLOCKER,
              "mercadopago.com/developers, news 2023-05-30: TLS 1.1 is deactivated",
              OverallChecks::apiUnreachable),
          row(
              "certificate-about-to-expire",
              BLOCKER,
              "github letsencrypt/website, posts of 2025-12-02 and 2026-01-15",
              facts -> CertificateChecks.renewal(facts, Lifetime.State.CRITICAL)),
          row(
              "certificate-by-own-root",
              BEST_PRACTICE,
              "CA/Browser Forum Baseline Requirements",
              CertificateChecks::byOwnRoot),
          row(
              "certificate-expired",
              BLOCKER,
              "RFC 5280 4.1.2.5; PCI DSS 4.0.1, 4.2.1",
              CertificateChecks::expired),
          row(
              "certificate-lifetime-too-long",
              RECOMMENDED,
              "CA/Browser Forum Baseline Requirements 6.3.2, ballot SC-081v3",
              CertificateChecks::lifetimeTooLong),
          row(
              "certificate-not-yet-valid",
              BLOCKER,
              "RFC 5280 4.1.2.5",
              CertificateChecks::notYetValid),
          row(
              "certificate-renewal-due",
              BEST_PRACTICE,
              "github letsencrypt/website, posts of 2025-12-02 and 2026-01-15",
              facts -> CertificateChecks.renewal(facts, Lifetime.State.DUE)),
          row(
              "certificate-renewal-late",
              RECOMMENDED,
              "github letsencrypt/website, posts of 2025-12-02 and 2026-01-15",
              facts -> CertificateChecks.renewal(facts, Lifetime.State.LATE)),
          row(
              "certificate-self-signed",
              BLOCKER,
              "SSL Labs rating guide 2009r; PCI DSS 4.0.1, 4.2.1",
              CertificateChecks::selfSigned),
          row(
              "certificate-transparency-missing",
              RECOMMENDED,
              "github GoogleChrome/CertificateTransparency, ct_policy.md",
              CertificateChecks::transparencyMissing),
          row(
              "certificate-untrusted",
              BLOCKER,
              "RFC 5280 6; PCI DSS 4.0.1, 4.2.1",
              CertificateChecks::untrusted),
          row("certificate-wrong-host", BLOCKER, "RFC 9525", CertificateChecks::wrongHost),
          row("chain-disordered", BEST_PRACTICE, "RFC 5246 7.4.2", CertificateChecks::disordered),
          row(
              "chain-incomplete",
              RECOMMENDED,
              "RFC 5246 7.4.2; SSL Labs rating guide 2009r",
              CertificateChecks::incomplete),
          row(
              "chain-oversized",
              BEST_PRACTICE,
              "RFC 6928, ten segments in the first flight; the limit is Pasaje's own",
              CertificateChecks::oversized),
          row(
              "compression-offered",
              RECOMMENDED,
              "CVE-2012-4929; RFC 7525 3.3",
              ProtocolChecks::compression),
          row(
              "forward-secrecy-missing",
              RECOMMENDED,
              "SSL Labs rating guide 2009r; github testssl/testssl.sh, run_rating",
              facts -> ProtocolChecks.none(facts, SuiteTraits::forwardSecret, "an ECDHE suite")),
          row("hsts-malformed", RECOMMENDED, "RFC 6797 6.1, 8.1", HstsChecks::malformed),
          row(
              "hsts-missing",
              RECOMMENDED,
              "RFC 6797; mozilla.org server-side TLS 6.0",
              HstsChecks::missing),
          compared(
              "hsts-short",
              RECOMMENDED,
              "github testssl/testssl.sh, HSTS_MIN; mozilla.org server-side TLS 6.0",
              HstsChecks::tooShort),
          row(
              "http-not-redirected",
              REQUIRED,
              "mercadopago.com/developers, go-to-production requirements",
              RedirectChecks::notRedirected),
          row(
              "insecure-renegotiation",
              RECOMMENDED,
              "RFC 5746",
              ProtocolChecks::insecureRenegotiation),
          row(
              "key-breakable",
              BLOCKER,
              "SSL Labs rating guide 2009r",
              CertificateChecks::keyBreakable),
          row(
              "key-exchange-weak",
              RECOMMENDED,
              "weakdh.org; SSL Labs rating guide 2009r",
              ProtocolChecks::keyExchangeWeak),
          row(
              "key-short",
              RECOMMENDED,
              "CA/Browser Forum Baseline Requirements 6.1.5",
              CertificateChecks::keyShort),
          compared(
              "mozilla-modern-not-met",
              BEST_PRACTICE,
              "mozilla.org server-side TLS 6.0, modern",
              TlsChecks::modern),
          compared(
              "mozilla-profile-not-met",
              RECOMMENDED,
              "mozilla.org server-side TLS 6.0",
              ProfileCheck::met),
          row("must-staple-not-stapled", RECOMMENDED, "RFC 7633", CertificateChecks::mustStaple),
          row(
              "old-tls-offered",
              RECOMMENDED,
              "RFC 8996",
              facts -> ProtocolChecks.offered(facts, List.of(Protocol.TLS_1_0, Protocol.TLS_1_1))),
          row(
              "redirect-careless",
              RECOMMENDED,
              "github mdn/mdn-http-observatory, redirection",
              RedirectChecks::careless),
          row(
              "redirect-downgrade",
              RECOMMENDED,
              "github mdn/mdn-http-observatory, redirection",
              RedirectChecks::downgrade),
          row("redirect-loop", RECOMMENDED, "RFC 9110 15.4", RedirectChecks::loop),
          row(
              "signature-weak",
              BLOCKER,
              "RFC 9155; SSL Labs rating guide 2009r",
              CertificateChecks::signatureWeak),
          row(
              "ssl-offered",
              BLOCKER,
              "RFC 6176; RFC 7568",
              facts -> ProtocolChecks.offered(facts, List.of(Protocol.SSL_2, Protocol.SSL_3))),
          row(
              "tls-1-2-missing",
              BLOCKER,
              "RFC 8996; PCI DSS 4.0.1, 4.2.1",
              facts -> ProtocolChecks.missing(facts, List.of(Protocol.TLS_1_2, Protocol.TLS_1_3))),
          row(
              "tls-1-3-missing",
              BEST_PRACTICE,
              "RFC 8446; SSL Labs rating guide 2009r",
              facts -> ProtocolChecks.missing(facts, List.of(Protocol.TLS_1_3))),
          row(
              "tls-grade-below-a",
              RECOMMENDED,
              "SSL Labs rating guide 2009r; github testssl/testssl.sh, run_rating",
              OverallChecks::gradeBelowA),
          row(
              "tls-not-answering",
              REQUIRED,
              "mercadopago.com/developers, go-to-production requirements",
              ProtocolChecks::notAnswering),
          row(
              "weak-suites-offered",
              BLOCKER,
              "RFC 7465; RFC 9325 4.1",
              ProtocolChecks::weakSuites));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = CHECKS.stream().map(Row::info).toList();

  private TlsChecks() {}

  @FunctionalInterface
  interface Judge {
    Outcome judge(TlsFacts facts, TlsProfile profile, Product product);
  }

  /// A check, and how it judges.
  record Row(CheckInfo info, Judge judge) {
    Outcome judge(TlsFacts facts, TlsProfile profile, Product product) {
      return judge.judge(facts, profile, product);
    }
  }

  /// Says nothing new when the profile asked for is that one.
  private static Outcome modern(TlsFacts facts, TlsProfile profile) {
    TlsProfile modern = TlsProfile.named("modern");
    return profile.name().equals(modern.name())
        ? Outcome.notApplicable(Outcome.Inapplicability.COVERED_BY_ANOTHER)
        : ProfileCheck.met(facts, modern);
  }

  private static Row row(
      String id, Severity severity, String source, Function<TlsFacts, Outcome> judge) {
    return compared(id, severity, source, (facts, _) -> judge.apply(facts));
  }

  private static Row compared(
      String id,
      Severity severity,
      String source,
      BiFunction<TlsFacts, TlsProfile, Outcome> judge) {
    return new Row(
        info(id, severity, source),
        (facts, profile, product) ->
            facts.hosts().isEmpty() ? Tls.nothingToMeasure(product) : judge.apply(facts, profile));
  }

  /// A check that needs no host of the merchant.
  private static Row always(
      String id, Severity severity, String source, Function<TlsFacts, Outcome> judge) {
    return new Row(info(id, severity, source), (facts, _, _) -> judge.apply(facts));
  }

  private static CheckInfo info(String id, Severity severity, String source) {
    return new CheckInfo(id, Requirement.TLS, null, severity, null, source);
  }
}
