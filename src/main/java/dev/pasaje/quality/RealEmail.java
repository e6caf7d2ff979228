// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The address is a buyer's own: no test user's, none of the shop's, and not the same for many.
///
/// That it is nobody else's only the other payments show; without them it stays unknown.
final class RealEmail implements QualityRule.Judgement {
  private static final List<Place> PLACES =
      List.of(
          Place.hiddenInPayment("payer.email"),
          Place.preference("payer.email"),
          Place.hiddenInOrder("payer.email"),
          Place.hiddenInPreapproval("payer_email"));

  private static final EveryValue NO_TEST_USER =
      new EveryValue(
          PLACES,
          email -> !email.toLowerCase(Locale.ROOT).endsWith("@testuser.com"),
          "≠ @testuser.com",
          true);

  @Override
  public Outcome judge(QualityFacts facts) {
    Outcome outcome = NO_TEST_USER.judge(facts);
    Optional<QualityFacts.Seen> email = facts.first(PLACES);
    if (!(outcome instanceof Outcome.Passed) || email.isEmpty()) {
      return outcome;
    }
    if (!History.given(facts)) {
      return new Outcome.Unknown(Ignorance.NOT_IN_THE_EVIDENCE, outcome.evidence());
    }
    Optional<Evidence> shared =
        History.everybodys(email.get().text(), facts.evidence().part("history").elements());
    return shared.<Outcome>map(Outcome::failed).orElse(outcome);
  }

  @Override
  public Ending end(QualityFacts facts) {
    Ending ending = NO_TEST_USER.end(facts);
    if (ending != Ending.PASSED) {
      return ending;
    }
    return History.given(facts) ? Ending.of(judge(facts)) : Ending.UNKNOWN;
  }
}
