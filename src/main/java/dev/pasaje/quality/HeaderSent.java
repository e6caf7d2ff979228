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
    Optional<String> value = facts.header(name);
    Evidence header = Evidence.header(name, value.orElse(null));
    // Whatever else was recorded that creates or gives back is asked for the key too.
    Optional<Captured> without =
        facts.evidence().requests().stream()
            .filter(one -> one.charges() && !one.headers().containsKey(name))
            .findFirst();
    if (without.isPresent()) {
      return Outcome.failed(header, Evidence.call(without.get().shown(), null).expecting(name));
    }
    if (value.isPresent()) {
      return Outcome.passed(header);
    }
    return facts.headersGiven()
        ? Outcome.failed(header)
        : Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST, header);
  }

  @Override
  public Ending end(QualityFacts facts) {
    return facts.evidence().bare() ? Ending.UNKNOWN : Ending.of(judge(facts));
  }
}
