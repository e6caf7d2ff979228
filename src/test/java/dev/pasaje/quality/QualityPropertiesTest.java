// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Score;
import dev.pasaje.check.Severity;
import dev.pasaje.integration.Product;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;

/// What must hold for every evidence, tried on random ones; the seed is in every message.
class QualityPropertiesTest {
  private static final int TIMES = 60;

  /// Whole pieces of evidence that can be missing without any fact having changed.
  private static final List<String> PIECES =
      List.of(
          "-preference",
          "-merchantOrder",
          "-request",
          "-request.body",
          "-request.headers",
          "-site",
          "-site.tls",
          "-site.page",
          "-webhooks",
          "-notifications",
          "-history",
          "-requests",
          "-declared");

  private static Random random(RepetitionInfo info) {
    return new Random(info.getCurrentRepetition() * 7919L);
  }

  private static Product product(Random random) {
    return random.nextBoolean() ? Product.CHECKOUT_PRO : Product.CHECKOUT_API;
  }

  private static Example good(Product product) {
    return switch (product) {
      case CHECKOUT_PRO -> Example.named("checkout-pro-good");
      case CHECKOUT_API, BRICKS -> Example.named("checkout-api-good");
      case CHECKOUT_API_ORDERS -> Example.named("checkout-pro-orders");
      default -> Example.named(product.id());
    };
  }

  private static List<RuleCase> cases(Product product, boolean scored) {
    return RuleCase.ALL.stream()
        .filter(c -> c.product() == product)
        .filter(c -> Weights.of(c.rule(), product) > 0 == scored)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// A shop in which some things are missing everywhere, so that its records still agree.
  private static Example damaged(Product product, Random random) {
    List<RuleCase> scored = cases(product, true);
    Collections.shuffle(scored, random);
    Example example = good(product);
    for (RuleCase rule : scored.subList(0, random.nextInt(scored.size()))) {
      example = example.edited(rule.failing());
    }
    return example;
  }

  /// The same shop with less known of it. A piece may lie in another that is gone already.
  private static Example withLess(Example example, Random random) {
    Example less = example;
    for (String piece : PIECES) {
      if (random.nextInt(3) == 0) {
        less = less.edited(piece);
      }
    }
    return less;
  }

  @RepeatedTest(TIMES)
  void adding_a_missing_required_field_never_lowers_the_score(RepetitionInfo info) {
    Random random = random(info);
    Product product = product(random);
    Example complete = good(product);
    List<String> leaves = new ArrayList<>();
    leaves(complete.document(), "", leaves);
    // These say which rules apply, not how well they are met.
    leaves.removeIf(path ->
        path.matches(
            "\\$schema|[a-zA-Z]+\\.id|.*payment_type_id|.*currency_id|.*site_id|request\\.body\\.token"));
    Collections.shuffle(leaves, random);
    List<String> lost = leaves.subList(0, 1 + random.nextInt(leaves.size()));
    String restored = lost.getFirst();
    Score without = complete.edited(removal(lost)).judged(product).score();
    Score with = complete.edited(removal(lost.subList(1, lost.size()))).judged(product).score();
    assertThat(with.value())
        .as("seed %d, %s restored: %s", info.getCurrentRepetition(), restored, lost)
        .isGreaterThanOrEqualTo(without.value());
  }

  /// Removes from the end, so that indexes of arrays stay true.
  private static String removal(List<String> paths) {
    return paths.stream()
        .map(path -> path + "=null")
        .filter(edit -> !edit.matches(".*\\.[0-9]+=null"))
        .collect(Collectors.joining("; "));
  }

  private static void leaves(JsonNode node, String path, List<String> into) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        leaves(
            entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), into);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves(node.path(i), path + "." + i, into);
      }
    } else {
      into.add(path);
    }
  }

  @RepeatedTest(TIMES)
  void best_practices_never_change_the_score(RepetitionInfo info) {
    Random random = random(info);
    Product product = product(random);
    Example example = damaged(product, random);
    int tried = 0;
    for (RuleCase rule : cases(product, false)) {
      // Both edits may say which kind of payment it is; only the practice differs.
      QualityReport kept = example.edited(rule.passing()).judged(product);
      if (!QualityRulesTest.finding(kept, rule.rule()).passed()) {
        // The damage took what the practice is about, so the edit would repair it.
        continue;
      }
      tried++;
      QualityReport broken = example.edited(rule.passing()).edited(rule.failing()).judged(product);
      assertThat(broken.score())
          .as("seed %d, %s", info.getCurrentRepetition(), rule.rule())
          .isEqualTo(kept.score());
    }
    assertThat(tried).as("seed %d", info.getCurrentRepetition()).isGreaterThan(5);
  }

  @RepeatedTest(TIMES)
  void unknown_never_counts_as_passed_and_the_bounds_hold(RepetitionInfo info) {
    Random random = random(info);
    Product product = product(random);
    QualityReport report = withLess(damaged(product, random), random).judged(product);
    Score score = report.score();
    assertThat(score.floor()).isLessThanOrEqualTo(score.value());
    assertThat(score.value()).isLessThanOrEqualTo(score.ceiling());
    int passed = weight(report, Finding::passed);
    int applicable = weight(report, f -> f.passed() || f.failed() || f.unknown());
    assertThat(score.value())
        .as("seed %d", info.getCurrentRepetition())
        .isEqualTo(Math.round(100f * passed / applicable));
    assertThat(
            report.findings().stream()
                .filter(f -> f.info().severity() == Severity.BEST_PRACTICE)
                .mapToInt(Finding::weight)
                .sum())
        .isZero();
  }

  private static int weight(QualityReport report, Function<Finding, Boolean> which) {
    return report.findings().stream().filter(which::apply).mapToInt(Finding::weight).sum();
  }

  @RepeatedTest(TIMES)
  void more_evidence_narrows_the_score_and_never_contradicts(RepetitionInfo info) {
    Random random = random(info);
    Product product = product(random);
    Example more = withLess(damaged(product, random), random);
    Example less = withLess(more, random);
    QualityReport wide = less.judged(product);
    QualityReport narrow = more.judged(product);
    assertThat(wide.score().floor())
        .as("floor, seed %d", info.getCurrentRepetition())
        .isLessThanOrEqualTo(narrow.score().floor());
    assertThat(wide.score().ceiling())
        .as("ceiling, seed %d", info.getCurrentRepetition())
        .isGreaterThanOrEqualTo(narrow.score().ceiling());
    for (Finding before : wide.findings()) {
      if (before.passed() || before.failed()) {
        assertThat(QualityRulesTest.finding(narrow, before.info().id()).outcome().id())
            .as("%s, seed %d", before.info().id(), info.getCurrentRepetition())
            .isEqualTo(before.outcome().id());
      }
    }
  }

  /// Every product, every subset of what is known of one good sale.
  @RepeatedTest(TIMES)
  void so_it_is_for_every_product(RepetitionInfo info) {
    Random random = random(info);
    for (Product product : Product.values()) {
      Example whole = stored(good(product), random);
      Example more = withoutParts(whole, random);
      Example less = withoutParts(more, random);
      QualityReport narrow = more.judged(product);
      QualityReport wide = less.judged(product);
      String seed = product.id() + ", seed " + info.getCurrentRepetition();
      assertThat(wide.score().floor()).as(seed).isLessThanOrEqualTo(narrow.score().floor());
      assertThat(wide.score().ceiling()).as(seed).isGreaterThanOrEqualTo(narrow.score().ceiling());
      for (Finding before : wide.findings()) {
        if (before.passed() || before.failed()) {
          assertThat(QualityRulesTest.finding(narrow, before.info().id()).outcome().id())
              .as("%s, %s", before.info().id(), seed)
              .isEqualTo(before.outcome().id());
        }
      }
    }
  }

  /// The same sale where `serve` and `reports` ran: things that came of it and others beside it.
  private static Example stored(Example example, Random random) {
    StringBuilder history = new StringBuilder("[");
    for (int i = random.nextInt(30); i >= 0; i--) {
      boolean bad = random.nextInt(4) == 0;
      history.append(
          "{\"id\":%d,\"status\":\"%s\",\"status_detail\":\"%s\",\"payer\":{\"email\":\"p%d@x.com\"}}%s"
              .formatted(
                  i,
                  bad ? "rejected" : "approved",
                  bad ? "cc_rejected_high_risk" : "accredited",
                  random.nextInt(9),
                  i == 0 ? "]" : ","));
    }
    String topic = random.nextBoolean() ? "payment" : "topic_chargebacks_wh";
    String[] parts = {
      "history=" + history,
      "notifications=[{\"topic\":\"%s\",\"resource\":\"1\",\"status\":%d,\"readAgain\":%b}]"
          .formatted(topic, random.nextBoolean() ? 200 : 500, random.nextBoolean()),
      "chargebacks=[{\"id\":\"1\",\"documentation_status\":\"%s\",\"documentation\":[{\"type\":\"x\"}]}]"
          .formatted(random.nextBoolean() ? "valid" : "not_supplied"),
      "reports={\"asOf\":\"2026-11-20\",\"imported\":[{\"kind\":\"%s\",\"at\":\"2026-%02d-01\"}]}"
          .formatted(
              random.nextBoolean() ? "released-money" : "all-transactions", 1 + random.nextInt(11)),
    };
    Example more = example;
    for (String part : parts) {
      more = random.nextInt(4) > 0 ? more.edited(part) : more;
    }
    return more;
  }

  /// Leaves the subject, without which there is nothing to judge.
  private static Example withoutParts(Example example, Random random) {
    String subject = example.evidence().subject().type();
    Example less = example;
    for (String part : List.copyOf(example.document().propertyNames())) {
      if (!part.equals(subject) && random.nextInt(3) == 0) {
        less = less.edited("-" + part);
      }
    }
    return less;
  }

  @RepeatedTest(TIMES)
  void the_same_evidence_gives_the_same_report(RepetitionInfo info) {
    Random random = random(info);
    Product product = product(random);
    Example example = withLess(damaged(product, random), random);
    QualityEvidence evidence = example.evidence();
    assertThat(evidence).isNotNull();
    QualityReport once = example.judged(product);
    assertThat(example.judged(product)).isEqualTo(once);
    assertThat(example.judged(product).toString()).isEqualTo(once.toString());
  }
}
