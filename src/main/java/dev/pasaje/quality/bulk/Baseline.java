// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality.bulk;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.json.Documents;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An earlier aggregate, as `quality evaluate --format json` wrote it, to which a new one is held.
///
/// @param product whose checklist it is; another one's cannot be compared
/// @param mean of the strict scores
/// @param good share of approved and ideal payments, in percent
/// @param passing share of each rule that applied, in percent
public record Baseline(
    String product, BigDecimal mean, BigDecimal good, Map<String, BigDecimal> passing) {
  /// How much worse a figure may be, in percentage points: two months are never quite alike.
  public static final BigDecimal TOLERANCE = BigDecimal.ONE;

  private static final BigDecimal MOST = BigDecimal.valueOf(100);

  public Baseline {
    passing = Map.copyOf(passing);
  }

  /// A figure that became worse.
  ///
  /// @param what a rule's id, `mean` or `good`
  public record Regression(String what, BigDecimal before, BigDecimal now) {}

  /// @throws PasajeException when the file is no aggregate
  public static Baseline read(Path file) {
    JsonNode document = Documents.json(file);
    Map<String, BigDecimal> passing = new HashMap<>();
    for (JsonNode rule : document.path("rules")) {
      String id = rule.path("id").asString("");
      if (rule.path("applicable").asLong(0) > 0) {
        passing.put(id, share(rule.path("passing")).orElseThrow(() -> bad(file)));
      }
    }
    Optional<BigDecimal> mean = share(document.path("all").path("mean"));
    Optional<BigDecimal> good = share(document.path("all").path("good"));
    String product = document.path("product").asString("");
    if (mean.isEmpty() || good.isEmpty() || product.isEmpty()) {
      throw bad(file);
    }
    return new Baseline(product, mean.get(), good.get(), passing);
  }

  private static Optional<BigDecimal> share(JsonNode node) {
    return node.isNumber()
            && node.decimalValue().signum() >= 0
            && node.decimalValue().compareTo(MOST) <= 0
        ? Optional.of(node.decimalValue())
        : Optional.empty();
  }

  private static PasajeException bad(Path file) {
    return new PasajeException(
        PasajeException.Kind.USAGE, "quality.baseline", Map.of("file", file.toString()));
  }

  /// What is worse in a later aggregate by more than the tolerance. Rules that did not apply then
  /// or do not now are not compared.
  public List<Regression> regressions(Aggregate now, BigDecimal tolerance) {
    List<Regression> worse = new ArrayList<>();
    compare("mean", mean, now.all().mean(), tolerance, worse);
    compare("good", good, now.all().good(), tolerance, worse);
    for (Aggregate.RuleShare rule : now.rules()) {
      BigDecimal before = passing.get(rule.id());
      if (before != null && rule.applicable() > 0) {
        compare(rule.id(), before, rule.passing(), tolerance, worse);
      }
    }
    return worse;
  }

  private static void compare(
      String what,
      BigDecimal before,
      BigDecimal now,
      BigDecimal tolerance,
      List<Regression> worse) {
    if (before.subtract(now).compareTo(tolerance) > 0) {
      worse.add(new Regression(what, before, now));
    }
  }
}
