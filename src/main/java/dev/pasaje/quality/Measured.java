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
