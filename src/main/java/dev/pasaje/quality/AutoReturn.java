// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import java.util.List;

/// The buyer comes back without a click, which needs the address for success.
///
/// Without that address `auto_return` is ignored silently.
final class AutoReturn implements QualityRule.Judgement {
  private static final List<Place> AUTO =
      List.of(Place.preference("auto_return"), Place.order("config.online.auto_return"));
  private static final List<Place> SUCCESS =
      List.of(Place.preference("back_urls.success"), Place.order("config.online.success_url"));

  @Override
  public Outcome judge(QualityFacts facts) {
    return facts
        .first(AUTO)
        .map(auto -> {
          Evidence mode = Evidence.field(auto.where(), auto.text());
          return facts
              .first(SUCCESS)
              .map(url -> Outcome.passed(mode, Evidence.field(url.where(), url.text())))
              .orElseGet(() -> Outcome.failed(mode, Evidence.field("success", null)));
        })
        .orElseGet(() -> {
          Evidence missing = Evidence.field("auto_return", null).expecting("approved");
          return facts.absenceProved(AUTO)
              ? Outcome.failed(missing)
              : Outcome.unknown(facts.notSeen(), missing);
        });
  }
}
