// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.approval;

import static dev.pasaje.check.Severity.BEST_PRACTICE;
import static dev.pasaje.check.Severity.RECOMMENDED;

import dev.pasaje.check.Check;
import dev.pasaje.check.CheckInfo;
import dev.pasaje.check.Evidence;
import dev.pasaje.check.Finding;
import dev.pasaje.check.Outcome;
import dev.pasaje.check.Requirement;
import dev.pasaje.check.Severity;
import java.util.List;

/// Every check on approval, in the order of their ids. None is mandatory: Mercado Pago names no
/// rate of approval that a shop has to reach (domain/quality.md B6), so nothing here holds up going
/// live.
public final class ApprovalChecks {
  /// Fewer decided payments prove nothing; ours.
  static final int LEAST = 10;

  private static final int MOST_EVIDENCE = 3;
  private static final String IMPROVE = "github mercadopago/devsite-docs, how-tos/improve-approval";
  private static final String THREE_DS = "mercadopago.com/developers, Checkout API: 3DS 2.0";

  private static final List<Check<ApprovalFacts>> CHECKS =
      List.of(
          new Row("approval-card-testing", RECOMMENDED, IMPROVE, Analysis.Kind.CARD_TESTING),
          new Row("approval-data-missing", RECOMMENDED, IMPROVE, Analysis.Kind.MISSING),
          new Row(
              "approval-high-risk-share", BEST_PRACTICE, IMPROVE, Analysis.Kind.HIGH_RISK_SHARE),
          new Row(
              "approval-paid-twice",
              RECOMMENDED,
              "mercadopago.com/developers, X-Idempotency-Key",
              Analysis.Kind.PAID_TWICE),
          new Row(
              "approval-sent-twice",
              BEST_PRACTICE,
              "mercadopago.com/developers, X-Idempotency-Key",
              Analysis.Kind.DUPLICATES),
          new Row("approval-three-ds-binary", RECOMMENDED, THREE_DS, Analysis.Kind.THREE_DS_BINARY),
          new Row(
              "approval-three-ds-mandatory",
              RECOMMENDED,
              THREE_DS,
              Analysis.Kind.THREE_DS_MANDATORY));

  /// What the checks are, for the catalogue and the documentation.
  public static final List<CheckInfo> ALL = CHECKS.stream().map(Check::info).toList();

  private ApprovalChecks() {}

  /// A finding for every check, in the order of their ids.
  public static List<Finding> judge(ApprovalFacts facts) {
    return CHECKS.stream()
        .map(check -> new Finding(check.info(), 0, check.evaluate(facts)))
        .toList();
  }

  private record Row(CheckInfo info, Analysis.Kind kind) implements Check<ApprovalFacts> {
    Row(String id, Severity severity, String source, Analysis.Kind kind) {
      this(new CheckInfo(id, Requirement.APPROVAL, null, severity, null, source), kind);
    }

    @Override
    public Outcome evaluate(ApprovalFacts facts) {
      Evidence asked = Evidence.call(facts.request(), facts.answer());
      return switch (facts.ending()) {
        case NO_TOKEN -> Outcome.unknown(Outcome.Ignorance.NOT_CONFIGURED);
        case REFUSED -> Outcome.unknown(Outcome.Ignorance.REFUSED, asked);
        case NO_ANSWER -> Outcome.unknown(Outcome.Ignorance.NO_ANSWER, asked);
        case LOOKED -> looked(facts);
      };
    }

    /// A burst is one however few payments there are; what is told by shares, and a clean bill,
    /// needs enough of them.
    private Outcome looked(ApprovalFacts facts) {
      List<ApprovalFacts.Sign> signs =
          facts.signs().stream().filter(sign -> sign.kind() == kind).toList();
      boolean enough = facts.decided() >= LEAST;
      if (!signs.isEmpty() && (enough || kind != Analysis.Kind.MISSING)) {
        return new Outcome.Failed(
            signs.stream().limit(MOST_EVIDENCE).map(sign -> shown(facts, sign)).toList());
      }
      return enough
          ? Outcome.passed(sample(facts))
          : Outcome.unknown(
              Outcome.Ignorance.TOO_FEW_PAYMENTS,
              sample(facts).expecting("at least " + LEAST + " approved or rejected"));
    }

    private static Evidence shown(ApprovalFacts facts, ApprovalFacts.Sign sign) {
      return Evidence.call(
          facts.request(),
          (sign.subject().isEmpty() ? "" : sign.subject() + ": ")
              + sign.count()
              + " payments, "
              + sign.from()
              + " to "
              + sign.to()
              + (sign.detail().isEmpty() ? "" : ", " + sign.detail()));
    }

    private static Evidence sample(ApprovalFacts facts) {
      return Evidence.call(
          facts.request(),
          facts.approved()
              + " approved, "
              + facts.rejected()
              + " rejected of the latest "
              + facts.sample()
              + " sales ("
              + facts.matching()
              + " payments since "
              + facts.from()
              + ")");
    }
  }
}
