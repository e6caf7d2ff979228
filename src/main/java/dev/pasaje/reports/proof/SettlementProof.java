// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.Fields;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.Settlement;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Proves a settlement report row by row. A column the file lacks proves nothing.
final class SettlementProof {
  private final String file;
  private final Findings findings;
  private final Map<String, Instalments> instalments = new HashMap<>();
  private final Map<String, BigDecimal> sales = new HashMap<>();

  SettlementProof(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /// The instalments of one sale seen so far.
  private static final class Instalments {
    private BigDecimal net = BigDecimal.ZERO;
    private int seen;
    private int of;
    private long line;
  }

  void row(Settlement row) {
    Fields fields = row.fields();
    String subject = row.sourceId().orElse("");
    if (row.kind() == RowClass.INSTALLMENT) {
      instalment(row, subject);
      return;
    }
    if (row.kind() == RowClass.PAYMENT
        && fields.text(Field.SITE).filter("MLB"::equals).isPresent()) {
      sales.merge(subject, row.net(), BigDecimal::add);
    }
    if (fields.amount(Field.FEE_AMOUNT).isPresent()) {
      findings.equal(
          Identity.S1,
          file,
          row.line(),
          subject,
          row.gross().add(row.fees()).add(row.taxes()),
          row.net());
      components(row, subject);
    }
    fields
        .amount(Field.REAL_AMOUNT)
        .ifPresent(real -> {
          findings.checked(Identity.S3);
          // A payment's row is reduced by what came later, maybe after this file; others never are.
          if (real.compareTo(row.net()) != 0 && row.kind() != RowClass.PAYMENT) {
            findings.note(
                Identity.S3,
                file,
                row.line(),
                subject,
                row.net().toPlainString(),
                real.toPlainString());
          }
        });
    findings.checked(Identity.S4);
    if (row.net().signum() * row.gross().signum() < 0 || row.taxes().signum() > 0) {
      findings.note(
          Identity.S4,
          file,
          row.line(),
          subject,
          row.gross().toPlainString(),
          row.net().toPlainString() + " / " + row.taxes().toPlainString());
    }
    Optional<BigDecimal> listed = fields.amount(Field.TAXES_SUM);
    if (listed.isPresent() && fields.amount(Field.TAXES_AMOUNT).isPresent()) {
      findings.equal(Identity.S5, file, row.line(), subject, listed.get(), row.taxes());
    }
  }

  /// The fee already holds its components; the part of a coupon the seller pays may be one
  /// (inferred, domain/reports.md 14 S2).
  private void components(Settlement row, String subject) {
    Fields fields = row.fields();
    if (fields.amount(Field.MKP_FEE_AMOUNT).isEmpty()
        || fields.amount(Field.FINANCING_FEE_AMOUNT).isEmpty()
        || fields.amount(Field.SHIPPING_FEE_AMOUNT).isEmpty()) {
      return;
    }
    BigDecimal sum =
        fields
            .sum(Field.MKP_FEE_AMOUNT)
            .add(fields.sum(Field.FINANCING_FEE_AMOUNT))
            .add(fields.sum(Field.SHIPPING_FEE_AMOUNT));
    BigDecimal coupon = fields.sum(Field.COUPON_AMOUNT).abs();
    boolean withCoupon =
        coupon.signum() != 0
            && (sum.subtract(coupon).compareTo(row.fees()) == 0
                || sum.add(coupon).compareTo(row.fees()) == 0);
    if (withCoupon) {
      findings.checked(Identity.S2);
    } else {
      findings.equal(Identity.S2, file, row.line(), subject, sum, row.fees());
    }
  }

  private void instalment(Settlement row, String subject) {
    Instalments all = instalments.computeIfAbsent(subject, _ -> new Instalments());
    all.net = all.net.add(row.fields().amount(Field.INSTALLMENT_NET_AMOUNT).orElseGet(row::net));
    all.seen++;
    all.line = all.line == 0 ? row.line() : all.line;
    row.fields()
        .text(Field.INSTALLMENT_NUMBER)
        .ifPresent(text -> {
          // Written `2 / 5`.
          String[] parts = text.split("/", -1);
          if (parts.length == 2 && parts[1].strip().matches("\\d{1,3}")) {
            all.of = Integer.parseInt(parts[1].strip());
          }
        });
  }

  void end() {
    instalments.forEach((subject, all) -> {
      BigDecimal sale = sales.get(subject);
      if (sale == null || all.seen != all.of) {
        findings.note(
            Identity.I1, file, all.line, subject, Integer.toString(all.of), "" + all.seen);
      } else {
        findings.equal(Identity.I1, file, all.line, subject, sale, all.net);
      }
    });
  }
}
