// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Outcome.Ignorance;
import dev.pasaje.check.Requirement;
import dev.pasaje.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
  private final Words words = new Words(Language.EN);
  private final List<Row> rows = new ArrayList<>();

  private void found(String subject, String check, int weight, Outcome outcome) {
    rows.add(
        new Row(subject, Requirement.QUALITY, new Finding(Samples.check(check), weight, outcome)));
  }

  private List<String> steps() {
    return new Steps(words).of(rows, Mark.BAD, false);
  }

  private static Outcome failed() {
    return Outcome.failed(Evidence.field("x", null));
  }

  @Test
  void blockers_come_first_then_what_is_mandatory_then_the_most_points() {
    found("a", "item-category-id", 4, failed());
    found("a", "statement-descriptor", 11, failed());
    found("a", "external-reference", 12, failed());
    found("a", "test-credentials-in-production", 0, failed());
    found("a", "max-installments", 0, failed());

    assertThat(steps()).hasSize(5).last().isEqualTo("Then run it again.");
    assertThat(String.join("\n", steps()))
        .containsSubsequence(
            "(blocker): pasaje explain test-credentials-in-production",
            "(required, 12 points): pasaje explain external-reference",
            "explain statement-descriptor",
            "explain item-category-id")
        .as("a best practice changes nothing")
        .doesNotContain("max-installments");
  }

  @Test
  void one_check_on_several_integrations_is_one_step_that_names_three_of_them() {
    for (String subject : List.of("a", "b", "c", "d", "x".repeat(100))) {
      found(subject, "external-reference", 12, failed());
    }

    assertThat(steps())
        .first()
        .isEqualTo(
            "The payment carries your order number (required, 12 points, a, b, c, +2): "
                + "pasaje explain external-reference");
  }

  @Test
  void five_are_named_and_the_others_are_counted() {
    List<String> some =
        List.of(
            "external-reference",
            "statement-descriptor",
            "item-category-id",
            "payer-email",
            "device-id",
            "back-end-sdk",
            "item-title");
    some.forEach(check -> found("a", check, 1, failed()));

    assertThat(steps()).hasSize(7).contains("Then 2 more that are marked to fix.");
  }

  @Test
  void what_is_waived_is_no_step_and_neither_is_its_ignorance() {
    found("a", "external-reference", 12, failed());
    found("a", "back-end-sdk", 6, Outcome.unknown(Ignorance.ONLY_IN_THE_REQUEST));
    rows.replaceAll(
        row -> new Row(row.subject(), row.requirement(), Samples.waived(row.finding())));

    assertThat(new Steps(words).of(rows, Mark.GOOD, false))
        .containsExactly("Nothing to do. Keep this report, and judge again after every change.");
  }
}
