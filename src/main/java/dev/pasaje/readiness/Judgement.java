// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.readiness;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.credentials.Credentials;
import dev.pasaje.notifications.probe.Receiver;
import dev.pasaje.page.Page;
import dev.pasaje.page.PageFacts;
import dev.pasaje.pix.Pix;
import dev.pasaje.quality.QualityOptions;
import dev.pasaje.quality.SiteFacts;
import dev.pasaje.tls.Tls;
import dev.pasaje.tls.TlsFacts;
import dev.pasaje.tls.TlsProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The verdict on evidence: pure, so that it can be repeated from a file for ever.
public final class Judgement {
  private final ReadinessEvidence evidence;
  private final TlsProfile tlsProfile;
  private final Waivers waivers;

  private Judgement(ReadinessEvidence evidence, Waivers waivers) {
    this.evidence = evidence;
    this.tlsProfile = TlsProfile.named(evidence.tlsProfile());
    this.waivers = waivers;
  }

  public static ReadinessReport of(ReadinessEvidence evidence, Waivers waivers) {
    return new Judgement(evidence, waivers).report();
  }

  private ReadinessReport report() {
    return new ReadinessReport(
        evidence.at(),
        evidence.integrations().stream().map(this::integration).toList(),
        Arrays.stream(Requirement.values())
            .filter(one -> !evidence.measured().contains(one))
            .toList());
  }

  private IntegrationReport integration(IntegrationEvidence one) {
    Instant at = evidence.at();
    return new IntegrationReport(
        one.id(),
        one.site(),
        one.product(),
        evidence.measured().stream()
            .flatMap(requirement -> requirement(requirement, one).stream())
            .map(report -> report.with(finding -> waivers.apply(one.id(), finding, at)))
            .toList());
  }

  private Optional<RequirementReport> requirement(
      Requirement requirement, IntegrationEvidence one) {
    return switch (requirement) {
      case CREDENTIALS -> one.credentials().map(facts -> of(requirement, Credentials.judge(facts)));
      case TLS -> one.tls().map(_ -> of(requirement, site(one)));
      case PIX -> one.pix().map(facts -> of(requirement, Pix.judge(facts)));
      case QUALITY -> one.quality().map(look -> quality(one, look));
      case NOTIFICATIONS ->
          Optional.of(
              of(
                  requirement,
                  one.receiver()
                      .map(Receiver::judge)
                      .orElseGet(() -> Receiver.notLooked(Outcome.Ignorance.NOT_CONFIGURED))));
      // Nothing looks at them yet; they are never among what was measured.
      case APPROVAL, REPORTS -> Optional.empty();
    };
  }

  private static RequirementReport of(Requirement requirement, List<Finding> findings) {
    return RequirementReport.of(requirement, findings);
  }

  private List<Finding> tls(IntegrationEvidence one) {
    return one.tls().map(facts -> Tls.judge(facts, tlsProfile, one.product())).orElse(List.of());
  }

  private List<Finding> site(IntegrationEvidence one) {
    List<Finding> findings = new ArrayList<>(tls(one));
    findings.addAll(
        one.page()
            .map(Page::judge)
            .orElseGet(() ->
                one.product().online()
                    ? Page.notLooked(Outcome.Ignorance.NOT_CONFIGURED)
                    : Page.notApplicable()));
    return findings;
  }

  private RequirementReport quality(IntegrationEvidence one, QualityLook look) {
    QualityOptions options = evidence.quality();
    return QualityRequirement.judge(one, look, siteFacts(one), options);
  }

  /// What the rules of quality may know of the site where people pay.
  private SiteFacts siteFacts(IntegrationEvidence one) {
    Optional<Page.Site> page = one.page().map(Page::site);
    return new SiteFacts(
        one.tls().flatMap(Tls::protocol),
        certificateTrusted(tls(one)),
        page.flatMap(Page.Site::scripts),
        page.flatMap(Page.Site::cardForm).map(form -> SiteFacts.CardForm.valueOf(form.name())),
        page.flatMap(Page.Site::modal),
        page.flatMap(Page.Site::logo),
        details(one));
  }

  private SiteFacts.Details details(IntegrationEvidence one) {
    List<Finding> site = site(one);
    return new SiteFacts.Details(
        https(one, site),
        said(site, "card-input-named"),
        said(site, "secret-in-page"),
        said(site, "sandbox-link-in-page"),
        Optional.empty(),
        one.tls()
            .map(facts ->
                facts.hosts().stream()
                    .flatMap(host -> host.endpoints().stream())
                    .map(TlsFacts.Endpoint::address)
                    .distinct()
                    .toList())
            .orElse(List.of()));
  }

  /// Whether the page has what a check warns of; empty when that could not be seen.
  private static Optional<Boolean> said(List<Finding> findings, String check) {
    return findings.stream()
        .filter(finding -> finding.info().id().equals(check))
        .filter(finding -> finding.passed() || finding.failed())
        .map(Finding::failed)
        .findFirst();
  }

  /// Nothing without TLS on the page, and the way there by `http` ends in `https`.
  private static Optional<Boolean> https(IntegrationEvidence one, List<Finding> site) {
    Optional<Boolean> page =
        one.page()
            .flatMap(PageFacts::document)
            .map(document -> document.address().startsWith("https:"));
    List<Optional<Boolean>> bad =
        List.of(
            page.map(secure -> !secure),
            said(site, "mixed-active-content"),
            said(site, "mixed-passive-content"),
            said(site, "http-not-redirected"));
    if (bad.stream().anyMatch(trouble -> trouble.orElse(false))) {
      return Optional.of(false);
    }
    return bad.stream().allMatch(Optional::isPresent) ? Optional.of(true) : Optional.empty();
  }

  private static Optional<Boolean> certificateTrusted(List<Finding> findings) {
    List<String> needed =
        List.of(
            "certificate-untrusted",
            "certificate-self-signed",
            "certificate-wrong-host",
            "certificate-expired",
            "certificate-not-yet-valid");
    List<Finding> some =
        findings.stream().filter(finding -> needed.contains(finding.info().id())).toList();
    if (some.stream().anyMatch(Finding::failed)) {
      return Optional.of(false);
    }
    return !some.isEmpty() && some.stream().allMatch(Finding::passed)
        ? Optional.of(true)
        : Optional.empty();
  }
}
