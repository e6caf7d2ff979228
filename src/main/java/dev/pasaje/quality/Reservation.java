// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.Optional;

/// A shop that confirms stock later reserves first and captures afterwards.
///
/// A payment captured by now says nothing about how it began; only the request does.
final class Reservation implements QualityRule.Judgement {
  private static final String KEY = "reserves-funds";

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<Boolean> captured = facts.payment().flag("captured");
    Optional<String> mode = facts.order().text("capture_mode");
    Optional<Boolean> asked = facts.requestBody().flag("capture");
    if (captured.filter(c -> !c).isPresent()) {
      return Outcome.passed(Evidence.field("payment.captured", "false"));
    }
    if (asked.filter(c -> !c).isPresent()) {
      return Outcome.passed(Evidence.field("request.body.capture", "false"));
    }
    if (mode.filter("manual"::equals).isPresent()) {
      return Outcome.passed(Evidence.field("order.capture_mode", "manual"));
    }
    Optional<Declared> reserves = facts.evidence().declared(KEY);
    if (reserves.isEmpty()) {
      return Outcome.unknown(Ignorance.NOT_DECLARED, Declaration.evidence(KEY, null));
    }
    if (!reserves.get().answer()) {
      return Outcome.notApplicable(
          Inapplicability.NOT_USED, Declaration.evidence(KEY, reserves.get()));
    }
    if (facts.requestBody().given() || mode.isPresent()) {
      return Outcome.failed(
          Evidence.field("request.body.capture", asked.map(String::valueOf).orElse(null))
              .expecting("false"));
    }
    return Outcome.unknown(
        Ignorance.ONLY_IN_THE_REQUEST, Evidence.field("request.body.capture", null));
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (!facts.evidence().bare()) {
      return Ending.of(judge(facts));
    }
    if (!facts.payment().flag("captured").orElse(true)) {
      return Ending.PASSED;
    }
    // What an order says of its capture is worth a look of its own.
    return facts.order().given() || facts.evidence().declared(KEY).isPresent()
        ? Ending.of(judge(facts))
        : Ending.UNKNOWN;
  }
}
