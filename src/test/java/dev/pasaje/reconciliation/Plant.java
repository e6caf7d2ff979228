// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A fault put into lives that had none: what was done, and the identity by which it must be found.
///
/// Each takes the next untouched life of its kind, so that any number can be planted into one
/// world.
final class Plant {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final Lives lives;
  private final java.util.Set<String> used = new java.util.HashSet<>();
  private List<Inputs.Report> reports;

  Plant(Lives lives) {
    this.lives = lives;
    this.reports = lives.reports();
  }

  List<Inputs.Report> reports() {
    return reports;
  }

  /// An order of a life that says something else than what happened.
  private String ordered(Lives.Kind kind, String column, String value) {
    Lives.Life life = next(kind);
    life.order().put(column, value);
    return "order:" + life.reference();
  }

  private Lives.Life next(Lives.Kind kind) {
    return lives.lives.stream()
        .filter(life -> life.kind() == kind && used.add(life.reference()))
        .findFirst()
        .orElseThrow();
  }

  private static void add(Map<String, String> row, String column, BigDecimal much) {
    row.merge(
        column,
        much.toPlainString(),
        (old, more) -> new BigDecimal(old).add(new BigDecimal(more)).toPlainString());
  }

  private static String rowIdentity(Map<String, String> row, String at) {
    return "row:" + row.get("class") + ":" + row.getOrDefault("source_id", "") + ":" + at;
  }

  /// @return how the identity of the finding begins
  String put(Code code) {
    return switch (code) {
      case AMOUNT_MISMATCH -> {
        Lives.Life life = next(Lives.Kind.PLAIN);
        add(life.order(), "amount", CENT);
        yield "order:" + life.reference();
      }
      case CURRENCY_MISMATCH -> ordered(Lives.Kind.PLAIN, "currency", "BRL");
      case STATUS_MISMATCH -> ordered(Lives.Kind.PLAIN, "status", "cancelled");
      case DUPLICATE_PAYMENT -> {
        Lives.Life life = next(Lives.Kind.PLAIN);
        Instant at = Lives.BEGIN.plus(Duration.ofDays(9));
        String source = lives.source();
        lives.ledger.add(
            Relation.PAYMENTS,
            "id",
            source,
            "status",
            "approved",
            "amount",
            life.amount().toPlainString(),
            "currency",
            "ARS",
            "reference",
            life.reference(),
            "approved_at",
            Lives.time(at));
        lives.settle(
            life,
            "payment",
            source,
            life.reference(),
            life.amount(),
            at,
            Lives.AS_OF.plus(Duration.ofDays(3)));
        yield "order:" + life.reference();
      }
      case MISSING_IN_REPORT -> ordered(Lives.Kind.OPEN, "status", "paid");
      case MISSING_IN_ORDERS -> {
        Lives.Life life = next(Lives.Kind.PLAIN);
        Instant at = Lives.BEGIN.plus(Duration.ofDays(8));
        String source = lives.source();
        lives.ledger.add(
            Relation.PAYMENTS,
            "id",
            source,
            "status",
            "approved",
            "amount",
            "55.00",
            "currency",
            "ARS",
            "approved_at",
            Lives.time(at));
        lives.settle(
            life,
            "payment",
            source,
            "nobody-" + source,
            new BigDecimal("55.00"),
            at,
            Lives.AS_OF.plus(Duration.ofDays(3)));
        yield "source:" + source;
      }
      case PAYMENT_UNKNOWN -> {
        Lives.Life life = next(Lives.Kind.PLAIN);
        lives.ledger.rows(Relation.PAYMENTS).removeAll(life.payments());
        yield "source:" + life.settled().getFirst().getOrDefault("source_id", "");
      }
      case REFUND_NOT_RECORDED -> ordered(Lives.Kind.PARTIAL_REFUND, "refunded", "0.00");
      case REFUND_NOT_IN_REPORT -> ordered(Lives.Kind.PLAIN, "refunded", "1.00");
      case REFUND_AMOUNT_MISMATCH -> {
        Lives.Life life = next(Lives.Kind.PARTIAL_REFUND);
        add(life.order(), "refunded", CENT);
        yield "order:" + life.reference();
      }
      case CHARGEBACK_NOT_RECORDED -> ordered(Lives.Kind.CHARGED_BACK, "status", "paid");
      case CHARGEBACK_REVERSED_NOT_RECORDED -> ordered(Lives.Kind.WON, "status", "charged-back");
      case UNRELEASED_OVERDUE -> {
        Lives.Life life = next(Lives.Kind.PENDING_RELEASE);
        life.settled()
            .getFirst()
            .put("money_release_date", Lives.time(Lives.BEGIN.plus(Duration.ofDays(12))));
        yield "source:" + life.settled().getFirst().getOrDefault("source_id", "");
      }
      case HELD -> {
        String source = lives.source();
        Map<String, String> row =
            lives.settlement(
                "dispute",
                source,
                null,
                new BigDecimal("-70.00"),
                Lives.BEGIN.plus(Duration.ofDays(3)));
        yield "source:" + row.getOrDefault("source_id", "");
      }
      case CROSS_REPORT_BREAK -> {
        // A whole row shifted in both money columns, so that only the other report contradicts it.
        Lives.Life life = next(Lives.Kind.PLAIN);
        Map<String, String> row = life.settled().getFirst();
        add(row, "fee_amount", CENT.negate());
        add(row, "mkp_fee_amount", CENT.negate());
        add(row, "settlement_net_amount", CENT.negate());
        yield "source:" + row.getOrDefault("source_id", "");
      }
      case ROW_IDENTITY_BREAK -> {
        Map<String, String> row = next(Lives.Kind.PENDING_RELEASE).settled().getFirst();
        add(row, "settlement_net_amount", CENT);
        yield rowIdentity(row, row.getOrDefault("settlement_date", ""));
      }
      case FEE_COMPONENT_BREAK -> {
        Map<String, String> row = next(Lives.Kind.PLAIN).settled().getFirst();
        add(row, "mkp_fee_amount", new BigDecimal("-0.05"));
        yield rowIdentity(row, row.getOrDefault("settlement_date", ""));
      }
      case TAX_UNEXPECTED -> {
        Map<String, String> row = next(Lives.Kind.PLAIN).settled().getFirst();
        row.put("taxes_sum", "-3.00");
        yield rowIdentity(row, row.getOrDefault("settlement_date", ""));
      }
      case FEE_MISMATCH -> {
        Map<String, String> row = next(Lives.Kind.PENDING_RELEASE).settled().getFirst();
        add(row, "fee_amount", new BigDecimal("-0.02"));
        add(row, "mkp_fee_amount", new BigDecimal("-0.02"));
        add(row, "settlement_net_amount", new BigDecimal("-0.02"));
        yield rowIdentity(row, row.getOrDefault("settlement_date", ""));
      }
      case ROW_CONFLICT -> {
        // The later file corrects a row of the first.
        Map<String, String> row = next(Lives.Kind.PENDING_RELEASE).settled().getFirst();
        Map<String, String> old = new java.util.LinkedHashMap<>(row);
        old.put("file", "4".repeat(64));
        add(old, "settlement_net_amount", CENT);
        lives.ledger.rows(Relation.SETTLEMENT).add(old);
        reports = new java.util.ArrayList<>(reports);
        reports.add(lives.report("settlement", "4".repeat(64)));
        yield rowIdentity(row, row.getOrDefault("settlement_date", ""));
      }
      case BALANCE_BREAK -> {
        add(lives.total, "net_credit_amount", CENT);
        yield "balance:" + Lives.R;
      }
      case INSTALMENT_INCOMPLETE -> {
        Map<String, String> paid = next(Lives.Kind.PENDING_RELEASE).settled().getFirst();
        for (int i = 1; i <= 2; i++) {
          Map<String, String> row =
              lives.settlement(
                  "installment",
                  paid.getOrDefault("source_id", ""),
                  null,
                  BigDecimal.ZERO,
                  Instant.parse(paid.getOrDefault("settlement_date", "").replace(' ', 'T') + "Z"));
          row.put("installment_number", i + " / 3");
          row.put("installment_net_amount", "10.00");
          row.put("row_key", row.get("row_key") + "|" + i);
        }
        yield "source:" + paid.getOrDefault("source_id", "");
      }
      case PAYOUT_UNMATCHED -> {
        String source = lives.source();
        Map<String, String> row =
            lives.release(
                "payout",
                source,
                null,
                new BigDecimal("-3.21"),
                Lives.BEGIN.plus(Duration.ofDays(5)),
                null,
                null,
                "payout",
                null,
                false);
        row.put("balance_amount", "");
        row.put("payout_bank_account_number", "0001");
        add(lives.total, "net_credit_amount", new BigDecimal("-3.21"));
        yield "source:" + source;
      }
      case PAYOUT_REVERSED -> {
        String source = lives.source();
        Map<String, String> row =
            lives.release(
                "payout_cancel",
                source,
                null,
                new BigDecimal("4.56"),
                Lives.BEGIN.plus(Duration.ofDays(5)),
                null,
                null,
                "payout_cancel",
                null,
                false);
        row.put("balance_amount", "");
        add(lives.total, "net_credit_amount", new BigDecimal("4.56"));
        yield "source:" + source;
      }
      case UNKNOWN_TYPE -> {
        lives
            .settlement(
                "other",
                lives.source(),
                null,
                new BigDecimal("-1.00"),
                Lives.BEGIN.plus(Duration.ofDays(5)))
            .put("transaction_type", "NUEVO");
        yield "value:NUEVO";
      }
      case COVERAGE_GAP -> {
        Inputs.Report more =
            new Inputs.Report(
                "release",
                "b".repeat(64),
                Optional.of(Lives.END.plus(Duration.ofDays(2))),
                Optional.of(Lives.END.plus(Duration.ofDays(3))),
                Optional.empty(),
                List.of());
        reports = new java.util.ArrayList<>(reports);
        reports.add(more);
        yield "release:" + Lives.END;
      }
      case PARSE_ERROR -> {
        reports = new java.util.ArrayList<>(reports);
        reports.set(
            0,
            new Inputs.Report(
                "settlement",
                Lives.S,
                Optional.of(Lives.BEGIN),
                Optional.of(Lives.END),
                Optional.empty(),
                List.of(new Inputs.Malformed(77, "TRANSACTION_AMOUNT", "x", "no amount"))));
        yield "line:" + Lives.S + ":77";
      }
      case MATCHED,
          MATCHED_GROUP,
          MATCHED_TOLERANCE,
          PENDING_RELEASE,
          DUPLICATE_ROW,
          NON_ORDER_MOVEMENT ->
          throw new IllegalArgumentException(code + " is no discrepancy");
    };
  }
}
