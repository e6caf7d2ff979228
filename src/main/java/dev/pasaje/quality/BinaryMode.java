// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Optional;

/// `binary_mode` turns reviews into rejections, so it is right only where fulfilment cannot wait.
///
/// The default is false (domain/quality.md B5), so a record without it shows the right choice.
final class BinaryMode implements QualityRule.Judgement {
  private static final List<Place> PLACES =
      List.of(Place.payment("binary_mode"), Place.preference("binary_mode"));
  private static final String KEY = "instant-fulfilment";

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<QualityFacts.View> on =
        PLACES.stream()
            .flatMap(place -> facts.views(place).stream())
            .filter(view -> view.tree().flag("binary_mode").orElse(false))
            .findFirst();
    if (on.isEmpty()) {
      return facts.absenceProved(PLACES)
          ? Outcome.passed(Evidence.field("binary_mode", "false"))
          : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE);
    }
    Evidence mode = Evidence.field(on.get().where("binary_mode"), "true");
    return facts
        .evidence()
        .declared(KEY)
        .map(instant -> {
          Evidence declared = Declaration.evidence(KEY, instant);
          return instant.answer() ? Outcome.passed(mode, declared) : Outcome.failed(mode, declared);
        })
        .orElseGet(
            () -> Outcome.unknown(Ignorance.NOT_DECLARED, mode, Declaration.evidence(KEY, null)));
  }

  @Override
  public Ending end(QualityFacts facts) {
    for (Place place : PLACES) {
      for (QualityFacts.View view : facts.views(place)) {
        if (view.tree().flag("binary_mode").orElse(false)) {
          Optional<Declared> instant = facts.evidence().declared(KEY);
          return instant.isEmpty() ? Ending.UNKNOWN : Ending.of(instant.get().answer());
        }
      }
    }
    return facts.absenceProved(PLACES) ? Ending.PASSED : Ending.UNKNOWN;
  }
}
