// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.Fields;
import dev.pasaje.reports.Release;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.Stamp;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Proves a release report row by row, and its opening, movements and total together.
final class ReleaseProof {
  private final String file;
  private final Findings findings;

  /// Reserves of one operation that have not come to zero.
  private final Map<String, Held> held = new HashMap<>();

  private @Nullable BigDecimal opening;
  private @Nullable BigDecimal total;
  private @Nullable BigDecimal balance;
  private @Nullable Stamp begin;
  private @Nullable Stamp end;
  private BigDecimal movements = BigDecimal.ZERO;
  private BigDecimal subtotals = BigDecimal.ZERO;
  private boolean hasSubtotals;
  private long totalLine;

  private record Held(BigDecimal amount, long line) {}

  ReleaseProof(String file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  void row(Release row) {
    if (row.kind() == RowClass.BALANCE_MARKER) {
      return;
    }
    String subject = row.sourceId().orElse("");
    sides(row, subject);
    components(row, subject);
    switch (row.kind()) {
      case OPENING -> {
        opening = row.net();
        balance = row.net();
        begin = row.date().orElse(null);
      }
      case TOTAL -> {
        total = row.net();
        totalLine = row.line();
        end = row.date().orElse(null);
      }
      case SUBTOTAL -> {
        hasSubtotals = true;
        subtotals = subtotals.add(row.net());
      }
      default -> movement(row, subject);
    }
  }

  private void movement(Release row, String subject) {
    movements = movements.add(row.net());
    Optional<BigDecimal> after = row.fields().amount(Field.BALANCE_AMOUNT);
    BigDecimal before = balance;
    if (after.isPresent()) {
      if (before != null) {
        findings.equal(Identity.R3, file, row.line(), subject, before.add(row.net()), after.get());
      }
      // From what the report says, so that one wrong row is one breach.
      balance = after.get();
    } else if (before != null) {
      balance = before.add(row.net());
    }
    if (row.kind() == RowClass.RESERVE) {
      String key = subject.isEmpty() ? row.description() : subject;
      Held old = held.get(key);
      BigDecimal sum = old == null ? row.net() : old.amount().add(row.net());
      if (sum.signum() == 0) {
        held.remove(key);
      } else {
        held.put(key, new Held(sum, row.line()));
      }
    }
  }

  private void sides(Release row, String subject) {
    BigDecimal credit = row.fields().sum(Field.NET_CREDIT_AMOUNT);
    BigDecimal debit = row.fields().sum(Field.NET_DEBIT_AMOUNT);
    findings.checked(Identity.R2);
    // A sum may show what it was made of: credits less debits (domain/reports.md 10).
    boolean sum = row.kind() == RowClass.TOTAL || row.kind() == RowClass.SUBTOTAL;
    boolean both = !sum && credit.signum() != 0 && debit.signum() != 0;
    if (both || credit.signum() < 0 || debit.signum() < 0) {
      findings.broken(
          Identity.R2,
          file,
          row.line(),
          subject,
          "0 / 0",
          credit.toPlainString() + " / " + debit.toPlainString());
    }
  }

  /// With a coupon the seller pays, its effective part counts too (inferred, domain/reports.md 14).
  private void components(Release row, String subject) {
    Fields fields = row.fields();
    if (fields.amount(Field.GROSS_AMOUNT).isEmpty()
        || fields.amount(Field.MP_FEE_AMOUNT).isEmpty()) {
      return;
    }
    BigDecimal sum = row.gross().add(row.fees()).add(row.taxes());
    BigDecimal coupon = fields.sum(Field.EFFECTIVE_COUPON_AMOUNT);
    boolean withCoupon = coupon.signum() != 0 && sum.add(coupon).compareTo(row.net()) == 0;
    if (withCoupon) {
      findings.checked(Identity.R1);
    } else {
      findings.equal(Identity.R1, file, row.line(), subject, sum, row.net());
    }
  }

  void end() {
    BigDecimal first = opening;
    BigDecimal last = total;
    if (last == null || first == null) {
      findings.note(
          Identity.R4,
          file,
          0,
          "",
          Stream.of(first == null ? "initial_available_balance" : "", last == null ? "total" : "")
              .filter(name -> !name.isEmpty())
              .collect(Collectors.joining(", ")),
          "-");
    } else {
      findings.equal(Identity.R4, file, totalLine, "total", first.add(movements), last);
      if (hasSubtotals) {
        // The older model: subtotals of release, block and unblock, the opening in the first.
        findings.equal(Identity.R4, file, totalLine, "subtotal", subtotals, last);
      }
    }
    held.forEach((key, what) ->
        findings.note(Identity.R6, file, what.line(), key, "0.00", what.amount().toPlainString()));
    if (held.isEmpty()) {
      findings.checked(Identity.R6);
    }
  }

  Optional<BigDecimal> opening() {
    return Optional.ofNullable(opening);
  }

  /// What the report closes with.
  Optional<BigDecimal> closing() {
    BigDecimal first = opening;
    return Optional.ofNullable(total)
        .or(() -> first == null ? Optional.empty() : Optional.of(first.add(movements)));
  }

  Optional<Stamp> begins() {
    return Optional.ofNullable(begin);
  }

  Optional<Stamp> ends() {
    return Optional.ofNullable(end);
  }

  long totalLine() {
    return totalLine;
  }

  String file() {
    return file;
  }
}
