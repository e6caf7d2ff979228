// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import dev.pasaje.quality.Place.Document;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Vouchers and transfers that are paid later say until when.
final class DateOfExpiration implements QualityRule.Judgement {
  private static final List<Place> PLACES =
      List.of(
          Place.payment("date_of_expiration"),
          Place.preference("date_of_expiration"),
          Place.order("expiration_time"));

  /// `payment_type_id` of what is paid after the checkout; domain/api.md 2.2.
  static final Set<String> DEFERRED = Set.of("ticket", "atm", "bank_transfer");

  /// A preference offers vouchers unless both kinds are excluded.
  private static final Set<String> VOUCHERS = Set.of("ticket", "atm");

  @Override
  public Outcome judge(QualityFacts facts) {
    Optional<QualityFacts.Seen> date = facts.first(PLACES);
    if (date.isPresent()) {
      return Outcome.passed(Evidence.field(date.get().where(), date.get().text()));
    }
    Evidence missing = Evidence.field("date_of_expiration", null);
    return offered(facts)
        .map(offered ->
            offered ? Outcome.failed(missing) : Outcome.notApplicable(Inapplicability.NOT_USED))
        .orElseGet(() -> Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, missing));
  }

  private static Optional<Boolean> offered(QualityFacts facts) {
    if (facts.created() == Document.PREFERENCE) {
      return facts.views(Place.preference("payment_methods")).stream()
          .findFirst()
          .map(view ->
              !view.tree().list("payment_methods.excluded_payment_types").stream()
                  .flatMap(type -> type.text("id").stream())
                  .collect(Collectors.toSet())
                  .containsAll(VOUCHERS));
    }
    return facts.paymentType().map(DEFERRED::contains);
  }

  @Override
  public Ending end(QualityFacts facts) {
    if (facts.first(PLACES).isPresent()) {
      return Ending.PASSED;
    }
    Optional<Boolean> offered = offered(facts);
    return offered.isEmpty()
        ? Ending.UNKNOWN
        : offered.get() ? Ending.FAILED : Ending.NOT_APPLICABLE;
  }
}
