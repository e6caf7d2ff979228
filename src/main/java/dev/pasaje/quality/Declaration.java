// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What only the merchant can tell, unless something that was observed already shows it.
///
/// Observation can only confirm: that a logo was not recognised does not mean it is not there, so
/// without an answer the rule stays unknown.
///
/// @param key what is declared; the rule's id, or a shorter question of its own
/// @param observed what shows it without being asked
record Declaration(String key, Function<QualityFacts, Optional<Evidence>> observed)
    implements QualityRule.Judgement {
  static Declaration of(String key) {
    return new Declaration(key, _ -> Optional.empty());
  }

  static Declaration orSeen(String key, Function<QualityFacts, Optional<Evidence>> observed) {
    return new Declaration(key, observed);
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<Evidence> seen = observed.apply(facts);
    if (seen.isPresent()) {
      return Outcome.passed(seen.get());
    }
    return facts
        .evidence()
        .declared(key)
        .map(answer ->
            answer ? Outcome.passed(evidence(key, true)) : Outcome.failed(evidence(key, false)))
        .orElseGet(() -> new Outcome.Unknown(Ignorance.NOT_DECLARED, List.of(evidence(key, null))));
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (observed.apply(facts).isPresent()) {
      return Ending.PASSED;
    }
    return facts.evidence().declared(key).map(Ending::of).orElse(Ending.UNKNOWN);
  }

  static Evidence evidence(String key, @org.jspecify.annotations.Nullable Boolean answer) {
    return new Evidence(
        Evidence.Kind.DECLARATION,
        "declared." + key,
        answer == null ? null : answer.toString(),
        "true");
  }
}
