// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static Finding finding(String id, Severity severity, int weight, Outcome outcome) {
    return new Finding(
        new CheckInfo(id, Requirement.QUALITY, Aspect.SECURITY, severity, null, "test"),
        weight,
        outcome);
  }

  private static Outcome outcome(int kind) {
    return switch (kind) {
      case 0 -> Outcome.passed();
      case 1 -> Outcome.failed();
      case 2 -> Outcome.unknown(Outcome.Ignorance.NOT_DECLARED);
      default -> Outcome.notApplicable(Outcome.Inapplicability.OTHER_SITE);
    };
  }

  @Test
  void the_share_of_the_applicable_weight_that_passed() {
    assertThat(
            Score.of(
                List.of(
                    finding("a", Severity.REQUIRED, 10, outcome(0)),
                    finding("b", Severity.REQUIRED, 10, outcome(1)),
                    finding("c", Severity.RECOMMENDED, 20, outcome(2)),
                    finding("d", Severity.RECOMMENDED, 60, outcome(3))),
                73))
        .contains(new Score(25, 25, 75, 73));
  }

  @Test
  void nothing_applicable_is_no_score() {
    assertThat(Score.of(List.of(finding("a", Severity.REQUIRED, 10, outcome(3))), 73)).isEmpty();
    assertThat(Score.of(List.of(), 73)).isEmpty();
  }

  @RepeatedTest(200)
  void properties_of_random_findings(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      findings.add(
          finding(
              "check-" + i,
              Severity.RECOMMENDED,
              1 + random.nextInt(20),
              outcome(random.nextInt(4))));
    }
    Score.of(findings, 73)
        .ifPresent(score -> {
          assertThat(score.floor()).as("seed %d", seed).isBetween(0, score.value());
          assertThat(score.ceiling()).as("seed %d", seed).isBetween(score.value(), 100);
          for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).unknown()) {
              for (int kind : new int[] {0, 1, 3}) {
                List<Finding> known = new ArrayList<>(findings);
                known.set(
                    i,
                    finding(
                        "check-" + i,
                        Severity.RECOMMENDED,
                        findings.get(i).weight(),
                        outcome(kind)));
                Score.of(known, 73)
                    .ifPresent(narrower -> {
                      assertThat(narrower.floor())
                          .as("seed %d", seed)
                          .isGreaterThanOrEqualTo(score.floor());
                      assertThat(narrower.ceiling())
                          .as("seed %d", seed)
                          .isLessThanOrEqualTo(score.ceiling());
                    });
              }
            }
          }
        });
  }
}
