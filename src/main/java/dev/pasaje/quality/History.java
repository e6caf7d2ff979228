// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Outcome.Inapplicability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What only the other payments of a time can tell. They are taken as a whole: the window is what
/// was given, and its bounds are shown.
///
/// @param judged how the payments of the window are judged; the evidence begins with the window
record History(BiFunction<QualityFacts, List<Tree>, Outcome> judged)
    implements QualityRule.Judgement {
  /// Fewer payments make no share (domain/quality.md names no number; ours).
  private static final int ENOUGH = 10;

  /// Percent of rejections that may be for risk; domain/quality.md, rule high-risk-share, ours.
  private static final int HIGH_RISK_PERCENT = 20;

  /// Percent of payments that one address may make; ours.
  private static final int ONE_EMAIL_PERCENT = 20;

  /// Rejections for too many attempts from one address; ours.
  private static final int MOST_ATTEMPTS = 3;

  private static final Set<String> RISK =
      Set.of("cc_rejected_high_risk", "rejected_high_risk", "cc_rejected_blacklist", "high_risk");
  private static final Set<String> ATTEMPTS =
      Set.of("cc_rejected_max_attempts", "max_attempts_exceeded");

  static History threeDs() {
    return none(Set.of("cc_rejected_3ds_mandatory"));
  }

  static History duplicates() {
    return none(Set.of("cc_rejected_duplicated_payment"));
  }

  private static History none(Set<String> details) {
    return new History((_, payments) -> {
      long count = payments.stream().filter(one -> details.contains(detail(one))).count();
      Evidence seen =
          Evidence.field("history[].status_detail", count + " " + String.join(", ", details));
      return count == 0
          ? Outcome.passed(window(payments))
          : Outcome.failed(seen.expecting("0"), window(payments));
    });
  }

  static History highRisk() {
    return new History((_, payments) -> {
      List<Tree> rejected =
          payments.stream()
              .filter(one -> Set.of("rejected", "failed").contains(one.text("status").orElse("")))
              .toList();
      if (rejected.isEmpty()) {
        return Outcome.notApplicable(Inapplicability.NOTHING_TO_COMPARE, window(payments));
      }
      if (rejected.size() < ENOUGH) {
        return Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, window(payments));
      }
      long risk = rejected.stream().filter(one -> RISK.contains(detail(one))).count();
      Evidence share =
          Evidence.field("history[].status_detail", risk + "/" + rejected.size())
              .expecting("≤ " + HIGH_RISK_PERCENT + " %");
      return risk * 100 <= (long) HIGH_RISK_PERCENT * rejected.size()
          ? Outcome.passed(share, window(payments))
          : Outcome.failed(share, window(payments));
    });
  }

  /// Per device or IP in the rule; a stored payment shows the IP, or else who paid.
  static History attempts() {
    return new History((_, payments) -> {
      Optional<Long> most =
          payments.stream()
              .filter(one -> ATTEMPTS.contains(detail(one)))
              .collect(
                  Collectors.groupingBy(
                      one ->
                          one.text("additional_info.ip_address")
                              .or(() -> one.text("payer.email"))
                              .orElse("?"),
                      Collectors.counting()))
              .values()
              .stream()
              .max(Long::compare);
      Evidence count =
          Evidence.field("history[].status_detail", String.valueOf(most.orElse(0L)))
              .expecting("≤ " + MOST_ATTEMPTS);
      return most.orElse(0L) <= MOST_ATTEMPTS
          ? Outcome.passed(count, window(payments))
          : Outcome.failed(count, window(payments));
    });
  }

  /// Retries of one order may repeat its number; another order may not.
  static History uniqueReference() {
    return new History((facts, payments) -> {
      Tree subject = facts.payment().given() ? facts.payment() : facts.order();
      Optional<String> reference = subject.text("external_reference");
      if (reference.isEmpty()) {
        return subject.given()
            ? Outcome.notApplicable(Inapplicability.COVERED_BY_ANOTHER)
            : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE);
      }
      Optional<Tree> twin =
          payments.stream()
              .filter(one -> one.text("external_reference").equals(reference))
              .filter(
                  one -> Set.of("approved", "processed").contains(one.text("status").orElse("")))
              .filter(one -> !one.text("id").equals(subject.text("id")))
              .filter(one ->
                  one.text("order.id").isEmpty()
                      || !one.text("order.id").equals(subject.text("order.id")))
              .findFirst();
      Evidence own = Evidence.field("external_reference", reference.get());
      return twin.map(other ->
              Outcome.failed(own, Evidence.field("history[].id", other.text("id").orElse("?"))))
          .orElseGet(() -> Outcome.passed(own, window(payments)));
    });
  }

  /// Whether one address pays so often that it is a placeholder.
  static Optional<Evidence> everybodys(String email, List<Tree> payments) {
    long same =
        payments.stream()
            .filter(one -> one.text("payer.email").filter(email::equalsIgnoreCase).isPresent())
            .count();
    return payments.size() >= ENOUGH && same * 100 > (long) ONE_EMAIL_PERCENT * payments.size()
        ? Optional.of(
            Evidence.field("history[].payer.email", same + "/" + payments.size())
                .expecting("≤ " + ONE_EMAIL_PERCENT + " %"))
        : Optional.empty();
  }

  private static final List<String> KEPT =
      List.of(
          "id",
          "status",
          "status_detail",
          "external_reference",
          "date_created",
          "created_date",
          "order",
          "payer",
          "additional_info");

  /// Of what these hold so much.
  private static final Map<String, List<String>> KEPT_INSIDE =
      Map.of(
          "order", List.of("id"),
          "payer", List.of("email"),
          "additional_info", List.of("ip_address"));

  /// What the rules need of one of many payments.
  static JsonNode kept(JsonNode payment) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (String name : KEPT) {
      JsonNode value = payment.path(name);
      if (value.isObject() && KEPT_INSIDE.containsKey(name)) {
        ObjectNode part = kept.putObject(name);
        for (String inside : KEPT_INSIDE.getOrDefault(name, List.of())) {
          if (value.has(inside)) {
            part.set(inside, value.path(inside));
          }
        }
      } else if (value.isValueNode()) {
        kept.set(name, value);
      }
    }
    return kept;
  }

  static boolean given(QualityFacts facts) {
    return facts.evidence().part("history").node().isArray();
  }

  @Override
  public Outcome judge(QualityFacts facts) {
    return given(facts)
        ? judged.apply(facts, facts.evidence().part("history").elements())
        : Outcome.unknown(Ignorance.NOT_IN_THE_EVIDENCE, Evidence.field("history", null));
  }

  private static String detail(Tree payment) {
    return payment.text("status_detail").orElse("");
  }

  static Evidence window(List<Tree> payments) {
    List<String> days =
        payments.stream()
            .flatMap(one -> one.text("date_created").or(() -> one.text("created_date")).stream())
            .map(date -> date.substring(0, Math.min(10, date.length())))
            .sorted()
            .toList();
    return Evidence.field(
        "history",
        payments.size()
            + (days.isEmpty() ? "" : " (" + days.getFirst() + " – " + days.getLast() + ")"));
  }

  @Override
  public Ending end(QualityFacts facts) {
    return given(facts) ? Ending.of(judge(facts)) : Ending.UNKNOWN;
  }
}
