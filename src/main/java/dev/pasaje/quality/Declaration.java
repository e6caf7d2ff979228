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
/// @param about the records that make the question matter, `refunds` for one; empty for none
record Declaration(String key, Function<QualityFacts, Optional<Evidence>> observed, String about)
    implements QualityRule.Judgement {
  static Declaration of(String key) {
    return orSeen(key, _ -> Optional.empty());
  }

  static Declaration orSeen(String key, Function<QualityFacts, Optional<Evidence>> observed) {
    return new Declaration(key, observed, "");
  }

  /// Or the API was seen to be called so; patterns are for the whole path.
  static Declaration orCalled(String key, String... methodsAndPaths) {
    return orSeen(key, Observed.call(methodsAndPaths));
  }

  /// As long as nobody answered, the records that it is about are shown.
  Declaration about(String records) {
    return new Declaration(key, observed, records);
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
            answer.answer()
                ? Outcome.passed(evidence(key, answer))
                : Outcome.failed(evidence(key, answer)))
        .orElseGet(() -> new Outcome.Unknown(Ignorance.NOT_DECLARED, open(facts)));
  }

  private List<Evidence> open(QualityFacts facts) {
    // A payment carries its refunds.
    int records =
        facts.evidence().part(about).elements().size() + facts.payment().list(about).size();
    return records == 0
        ? List.of(evidence(key, null))
        : List.of(evidence(key, null), Evidence.field(about, String.valueOf(records)));
  }

  /// Shown as declared, with its date when that is known.
  static Evidence evidence(String key, @org.jspecify.annotations.Nullable Declared answer) {
    return new Evidence(
        Evidence.Kind.DECLARATION,
        "declared." + key,
        answer == null ? null : answer.shown(),
        "true");
  }

  @Override
  public Ending end(QualityFacts facts) {
    return observed.apply(facts).isPresent() ? Ending.PASSED : end(facts, key);
  }

  /// How a rule ends by the merchant's word alone.
  static Ending end(QualityFacts facts, String key) {
    Optional<Declared> declared = facts.evidence().declared(key);
    return declared.isEmpty() ? Ending.UNKNOWN : Ending.of(declared.get().answer());
  }
}
