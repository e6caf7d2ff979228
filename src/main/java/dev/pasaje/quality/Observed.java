// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What was seen to happen, as an answer to what would otherwise have to be declared.
final class Observed {
  /// `documentation_status` once documents are there.
  private static final Set<String> DOCUMENTED = Set.of("review_pending", "valid", "invalid");

  private Observed() {}

  /// The first of the calls that was recorded and accepted.
  ///
  /// @param methodsAndPaths in turn; a path is a pattern for the whole of it
  static Function<QualityFacts, Optional<Evidence>> call(String... methodsAndPaths) {
    return facts -> {
      if (facts.evidence().requests().isEmpty()) {
        return Optional.empty();
      }
      for (int i = 0; i < methodsAndPaths.length; i += 2) {
        Optional<Captured> seen =
            facts.evidence().called(methodsAndPaths[i], methodsAndPaths[i + 1]);
        if (seen.isPresent()) {
          return seen.map(Observed::evidence);
        }
      }
      return Optional.empty();
    };
  }

  static Evidence evidence(Captured call) {
    return Evidence.call(call.shown(), call.status() == 0 ? null : String.valueOf(call.status()));
  }

  /// `PUT /v1/payments/{id}` with `status: cancelled`, or an order's own call.
  static Optional<Evidence> cancellation(QualityFacts facts) {
    if (facts.evidence().requests().isEmpty()) {
      return Optional.empty();
    }
    return facts.evidence().requests().stream()
        .filter(Captured::answeredWell)
        .filter(one ->
            one.method().equals("PUT")
                && one.path().matches("/v1/payments/[^/]+")
                && one.body().text("status").filter("cancelled"::equals).isPresent())
        .findFirst()
        .map(Observed::evidence)
        .or(() -> call("POST", "/v1/orders/[^/]+/cancel").apply(facts));
  }

  /// A read by id, seen by the own receiver's worker or on its way to the API.
  static Optional<Evidence> readAgain(QualityFacts facts) {
    QualityEvidence evidence = facts.evidence();
    if (evidence.bare()) {
      return Optional.empty();
    }
    return evidence
        .part("webhooks")
        .flag("requeried")
        .filter(Boolean::booleanValue)
        .map(_ -> Evidence.setting("webhooks.requeried", "true"))
        .or(() ->
            evidence.part("notifications").elements().stream()
                .filter(one -> one.flag("readAgain").orElse(false))
                .findFirst()
                .map(one ->
                    Evidence.field("notifications[].readAgain", one.text("resource").orElse(""))))
        .or(() ->
            call("GET", "/v1/payments/[0-9]+", "GET", "/v1/orders/[^/]+", "GET", "/preapproval/.+")
                .apply(facts));
  }

  static Optional<Evidence> chargebacks(QualityFacts facts) {
    if (facts.evidence().bare()) {
      return Optional.empty();
    }
    return facts.evidence().part("webhooks").list("topics").stream()
        .flatMap(topic -> topic.text().stream())
        .filter(topic -> topic.contains("chargebacks"))
        .findFirst()
        .map(topic -> Evidence.setting("webhooks.topics", topic))
        .or(() -> disputeRead(facts))
        .or(() -> disputeDocumented(facts))
        .or(() ->
            call("GET", "/v1/chargebacks/.+", "POST", "/v1/chargebacks/[^/]+/documentation")
                .apply(facts));
  }

  /// A notification of a dispute that was followed by reading it.
  private static Optional<Evidence> disputeRead(QualityFacts facts) {
    return facts.evidence().part("notifications").elements().stream()
        .filter(one -> one.text("topic").filter(topic -> topic.contains("chargebacks")).isPresent())
        .filter(one -> one.flag("readAgain").orElse(false))
        .findFirst()
        .map(one -> Evidence.field("notifications[].topic", one.text("topic").orElse("")));
  }

  /// A dispute to which documents were given (domain/api.md 4); one that has none proves nothing,
  /// since it may not need any yet.
  private static Optional<Evidence> disputeDocumented(QualityFacts facts) {
    return facts.evidence().part("chargebacks").elements().stream()
        .filter(one ->
            one.text("documentation_status").filter(DOCUMENTED::contains).isPresent()
                && !one.list("documentation").isEmpty())
        .findFirst()
        .map(one ->
            Evidence.field(
                "chargebacks[].documentation_status", one.text("documentation_status").orElse("")));
  }
}
