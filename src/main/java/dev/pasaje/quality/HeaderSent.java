// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.Optional;

/// The request carries a header; only a captured request can show it.
record HeaderSent(String name) implements QualityRule.Judgement {
  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<String> value = facts.evidence().header(name);
    Evidence header = Evidence.header(name, value.orElse(null));
    if (value.isPresent()) {
      return Outcome.passed(header);
    }
    return facts.evidence().headersGiven()
        ? Outcome.failed(header)
        : Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, header);
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.evidence().header(name).isPresent()) {
      return Ending.PASSED;
    }
    return facts.evidence().headersGiven() ? Ending.FAILED : Ending.UNKNOWN;
  }
}
