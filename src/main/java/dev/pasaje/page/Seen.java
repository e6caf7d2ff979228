// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.page;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.page.PageFacts.Rendered;
import java.util.List;
import java.util.function.Function;

/// The ways a check of a page ends, so that each keeps to what was really seen.
final class Seen {
  private static final int MOST = 10;

  private Seen() {}

  /// Fails with the first few.
  static <T> Outcome failed(List<T> found, Function<T, Evidence> evidence) {
    return new Outcome.Failed(found.stream().limit(MOST).map(evidence).toList());
  }

  /// Passes when nothing can have been missed.
  static Outcome passedIfComplete(PageView page, Evidence... evidence) {
    return page.complete() ? Outcome.passed(evidence) : unseen(page);
  }

  /// Does not apply when nothing can have been missed.
  static Outcome unusedIfComplete(PageView page) {
    return page.complete() ? Outcome.notApplicable(Inapplicability.NOT_USED) : unseen(page);
  }

  static Outcome failedIfComplete(PageView page, Evidence evidence) {
    return page.complete() ? Outcome.failed(evidence) : unseen(page);
  }

  /// Only a browser shows it: there was none, or it did not get to the end.
  static Outcome unseen(PageView page) {
    return page.facts()
        .rendered()
        .map((Rendered rendered) ->
            Outcome.unknown(
                Ignorance.NO_ANSWER, Evidence.page(rendered.landed(), rendered.detail())))
        .orElseGet(() -> Outcome.unknown(Ignorance.NO_BROWSER));
  }
}
