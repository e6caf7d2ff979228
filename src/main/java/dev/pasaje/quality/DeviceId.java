// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;

/// The buyer's device is identified: by a header, or without any doing by MercadoPago.js V2.
///
/// No stored record shows it, so it fails only when both places were looked at (domain/quality.md
/// A4, B5).
final class DeviceId implements QualityRule.Judgement {
  static final String HEADER = "X-meli-session-id";

  @Override
  public Outcome judge(QualityFacts facts) {
    if (!facts.options().deviceIdForNonCard() && facts.knownNotACard()) {
      return Outcome.notApplicable(Inapplicability.NOT_A_CARD_PAYMENT);
    }
    if (facts.header(HEADER).isPresent()) {
      return Outcome.passed(Evidence.header(HEADER, Presence.masked(facts.header(HEADER).get())));
    }
    SiteFacts site = facts.evidence().site();
    Evidence page =
        new Evidence(
            Evidence.Kind.PAGE, "site.page.scripts", site.frontEndSdk().orElse(null), null);
    if (site.frontEndSdk().isPresent()) {
      return Outcome.passed(page);
    }
    Evidence header = Evidence.header(HEADER, null);
    if (!facts.headersGiven()) {
      return Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, header, page);
    }
    return site.scripts().isEmpty()
        ? Outcome.unknown(Ignorance.SITE_NOT_MEASURED, header, page)
        : Outcome.failed(header, page);
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (!facts.options().deviceIdForNonCard() && facts.knownNotACard()) {
      return Ending.NOT_APPLICABLE;
    }
    return facts.evidence().bare() ? Ending.UNKNOWN : Ending.of(judge(facts));
  }
}
