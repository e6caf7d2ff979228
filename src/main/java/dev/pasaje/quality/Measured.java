// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something only a look at the site can tell.
///
/// @param where what was looked at
/// @param expected in no human language
/// @param good whether the site has it; empty when it was not measured
/// @param shown what was found, for the reader
record Measured(
    Evidence.Kind kind,
    String where,
    String expected,
    Function<SiteFacts, Optional<Boolean>> good,
    Function<SiteFacts, @Nullable String> shown)
    implements QualityRule.Judgement {

  /// The page loads MercadoPago.js V2 from its official address.
  static Measured frontEndSdk() {
    return new Measured(
        Evidence.Kind.PAGE,
        "site.page.scripts",
        "https://sdk.mercadopago.com/js/v2",
        site -> site.scripts().map(_ -> site.frontEndSdk().isPresent()),
        site -> site.frontEndSdk().orElse(null));
  }

  /// The device is identified on a hosted checkout, by either script.
  static Measured deviceScripts() {
    return new Measured(
        Evidence.Kind.PAGE,
        "site.page.scripts",
        "https://" + SiteFacts.SECURITY_SCRIPT,
        site -> site.scripts().map(_ -> site.frontEndSdk().or(site::securityScript).isPresent()),
        site -> site.frontEndSdk().or(site::securityScript).orElse(null));
  }

  static Measured securityOnOtherPages() {
    return new Measured(
        Evidence.Kind.PAGE,
        "site.page.otherScripts",
        "https://" + SiteFacts.SECURITY_SCRIPT,
        site ->
            site.details()
                .otherScripts()
                .map(some -> SiteFacts.among(some, SiteFacts.SECURITY_SCRIPT).isPresent()),
        site ->
            site.details()
                .otherScripts()
                .flatMap(some -> SiteFacts.among(some, SiteFacts.SECURITY_SCRIPT))
                .orElse(null));
  }

  /// Something of the page that is wanted, or is not.
  static Measured page(
      String key, boolean wanted, Function<SiteFacts.Details, Optional<Boolean>> seen) {
    return new Measured(
        Evidence.Kind.PAGE,
        "site.page." + key,
        String.valueOf(wanted),
        site -> seen.apply(site.details()).map(is -> is == wanted),
        site -> seen.apply(site.details()).map(String::valueOf).orElse(null));
  }

  static Measured certificate() {
    return new Measured(
        Evidence.Kind.CERTIFICATE,
        "site.tls.certificateTrusted",
        "true",
        SiteFacts::certificateTrusted,
        site -> site.certificateTrusted().map(String::valueOf).orElse(null));
  }

  static Measured protocol() {
    return new Measured(
        Evidence.Kind.CERTIFICATE,
        "site.tls.protocol",
        "TLSv1.2, TLSv1.3",
        SiteFacts::protocolSafe,
        site -> site.protocol().orElse(null));
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    SiteFacts site = facts.evidence().site();
    Evidence evidence = new Evidence(kind, where, shown.apply(site), expected);
    return good.apply(site)
        .map(holds -> holds ? Outcome.passed(evidence) : Outcome.failed(evidence))
        .orElseGet(() -> Outcome.unknown(Ignorance.SITE_NOT_MEASURED, evidence));
  }

  @Override
  public Ending end(QualityFacts facts) {
    return good.apply(facts.evidence().site()).map(Ending::of).orElse(Ending.UNKNOWN);
  }
}
