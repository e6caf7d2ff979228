// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static ApprovalFacts facts(
      ApprovalFacts.Ending ending, long approved, long rejected, Analysis.Kind... signs) {
    return new ApprovalFacts(
        ending,
        "GET /v1/payments/search",
        "",
        NOW.minusSeconds(60),
        NOW,
        approved + rejected,
        approved + rejected,
        approved,
        rejected,
        List.of(signs).stream()
            .map(kind -> new ApprovalFacts.Sign(kind, "", 3, NOW, NOW, "cards=3"))
            .toList());
  }

  private static Map<String, Outcome> judged(ApprovalFacts facts) {
    return ApprovalChecks.judge(facts).stream()
        .collect(Collectors.toMap(finding -> finding.info().id(), Finding::outcome));
  }

  @Test
  void enough_payments_without_a_sign_pass() {
    assertThat(judged(facts(ApprovalFacts.Ending.LOOKED, 9, 1)).values())
        .allMatch(outcome -> outcome instanceof Outcome.Passed);
  }

  @Test
  void too_few_payments_are_unknown_and_say_how_many_there_are() {
    assertThat(judged(facts(ApprovalFacts.Ending.LOOKED, 8, 1)).values())
        .allSatisfy(outcome -> {
          assertThat(outcome)
              .isInstanceOfSatisfying(
                  Outcome.Unknown.class,
                  unknown ->
                      assertThat(unknown.reason()).isEqualTo(Outcome.Ignorance.TOO_FEW_PAYMENTS));
          assertThat(outcome.evidence().getFirst().found()).startsWith("8 approved, 1 rejected");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "CARD_TESTING,approval-card-testing,failed",
    "MISSING,approval-data-missing,unknown",
    "HIGH_RISK_SHARE,approval-high-risk-share,failed",
    "PAID_TWICE,approval-paid-twice,failed",
    "DUPLICATES,approval-sent-twice,failed",
    "THREE_DS_BINARY,approval-three-ds-binary,failed",
    "THREE_DS_MANDATORY,approval-three-ds-mandatory,failed"
  })
  void a_sign_fails_its_own_check_and_few_payments_hold_back_shares_only(
      Analysis.Kind kind, String check, String withFew) {
    Map<String, Outcome> few = judged(facts(ApprovalFacts.Ending.LOOKED, 1, 3, kind));
    Map<String, Outcome> many = judged(facts(ApprovalFacts.Ending.LOOKED, 10, 3, kind));

    assertThat(Optional.ofNullable(few.remove(check)).map(Outcome::id)).contains(withFew);
    assertThat(few.values()).allMatch(outcome -> outcome.id().equals("unknown"));
    assertThat(Optional.ofNullable(many.remove(check)).map(Outcome::id)).contains("failed");
    assertThat(many.values()).allMatch(outcome -> outcome.id().equals("passed"));
  }

  @ParameterizedTest
  @CsvSource({"NO_TOKEN,NOT_CONFIGURED", "REFUSED,REFUSED", "NO_ANSWER,NO_ANSWER"})
  void where_nothing_could_be_read_nothing_is_known(
      ApprovalFacts.Ending ending, Outcome.Ignorance reason) {
    assertThat(judged(facts(ending, 0, 0)).values())
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Outcome.Unknown.class,
                    unknown -> assertThat(unknown.reason()).isEqualTo(reason)));
  }

  @Test
  void none_of_them_holds_up_going_live() {
    assertThat(ApprovalChecks.ALL).noneMatch(info -> info.severity().mandatory());
  }

  @Test
  void without_a_token_nothing_is_asked() {
    assertThat(ApprovalLook.look(Optional.empty(), Set.of(), ZoneOffset.UTC, NOW).ending())
        .isEqualTo(ApprovalFacts.Ending.NO_TOKEN);
  }
}
