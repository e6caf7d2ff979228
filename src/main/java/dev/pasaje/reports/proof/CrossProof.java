// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Field;
import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowClass;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Proves release against settlement by `SOURCE_ID`, as far as both files reach: operations whose
/// payment stands in both, up to the earlier end. Holds one small record for each row, so it is for
/// files of a few million rows; reconciliation does the same on disk.
final class CrossProof {
  private final Findings findings;
  private final Map<String, List<Entry>> settlements = new HashMap<>();
  private final Map<String, List<Entry>> releases = new HashMap<>();

  /// Rows that came in an earlier, overlapping file too.
  private final Set<String> seen = new HashSet<>();

  private @Nullable Instant settledUntil;
  private @Nullable Instant releasedUntil;

  private record Entry(
      String file,
      long line,
      RowClass kind,
      @Nullable Instant at,
      BigDecimal gross,
      BigDecimal fees,
      BigDecimal taxes,
      BigDecimal net,
      boolean reserved) {}

  CrossProof(Findings findings) {
    this.findings = findings;
  }

  void row(String file, ReportRow row) {
    Instant at = row.date().map(Stamp::at).orElse(null);
    if (at != null) {
      switch (row) {
        case Settlement _ -> settledUntil = later(settledUntil, at);
        case Release _ -> releasedUntil = later(releasedUntil, at);
      }
    }
    if (!belongs(row) || row.sourceId().isEmpty()) {
      return;
    }
    String key = (row instanceof Release ? "R" : "S") + row.occurrence() + "|" + row.rowKey();
    if (!seen.add(key)) {
      return;
    }
    Entry entry =
        new Entry(
            file,
            row.line(),
            row.kind(),
            at,
            row.gross(),
            row.fees(),
            row.taxes(),
            row.net(),
            row.fields().count(Field.INSTALLMENTS).orElse(1) > 1);
    Map<String, List<Entry>> side =
        switch (row) {
          case Settlement _ -> settlements;
          case Release _ -> releases;
        };
    side.computeIfAbsent(row.sourceId().get(), _ -> new ArrayList<>(2)).add(entry);
  }

  private static Instant later(@Nullable Instant first, Instant second) {
    return first == null || second.isAfter(first) ? second : first;
  }

  /// Money of an operation itself; reserves, taxes taken later and the like have rows of their own.
  private static boolean belongs(ReportRow row) {
    return switch (row.kind()) {
      case PAYMENT,
          REFUND,
          CHARGEBACK,
          CHARGEBACK_CANCEL,
          DISPUTE,
          MEDIATION,
          MEDIATION_CANCEL,
          PAYOUT,
          PAYOUT_CANCEL ->
          true;
      case OPENING,
          TOTAL,
          SUBTOTAL,
          BALANCE_MARKER,
          RESERVE,
          SHIPPING,
          TAX,
          YIELD,
          TIP,
          CASHBACK,
          CREDIT,
          ADVANCE,
          FEE,
          LOCK,
          INSTALLMENT,
          OTHER ->
          false;
    };
  }

  void end() {
    if (settledUntil == null || releasedUntil == null) {
      return;
    }
    Instant until = settledUntil.isBefore(releasedUntil) ? settledUntil : releasedUntil;
    settlements.forEach((source, settled) -> {
      List<Entry> released = releases.get(source);
      if (released != null) {
        compare(source, until(settled, until), until(released, until));
      }
    });
  }

  private static List<Entry> until(List<Entry> entries, Instant until) {
    return entries.stream()
        .filter(entry -> entry.at() == null || !entry.at().isAfter(until))
        .toList();
  }

  private void compare(String source, List<Entry> settled, List<Entry> released) {
    List<Entry> sales = of(settled);
    List<Entry> frees = of(released);
    if (sales.isEmpty() || frees.isEmpty()) {
      return;
    }
    Entry sale = sales.getFirst();
    Entry free = frees.getFirst();
    // One instalment at a time may be released (MLB): one to many.
    boolean parts = frees.size() != sales.size() || sales.size() > 1;
    if (!parts) {
      agree(source, free, sale.gross(), free.gross());
      agree(source, free, sale.fees(), free.fees());
      agree(source, free, sale.taxes(), free.taxes());
      agree(source, free, sale.net(), free.net());
    }
    BigDecimal left = sum(settled);
    BigDecimal right = sum(released);
    boolean stillComing = parts && sale.reserved() && right.compareTo(left) < 0;
    if (!stillComing) {
      findings.equal(Identity.X3, free.file(), free.line(), source, left, right);
    }
  }

  private void agree(String source, Entry free, BigDecimal sale, BigDecimal released) {
    findings.equal(Identity.X1, free.file(), free.line(), source, sale, released);
  }

  private static List<Entry> of(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind() == RowClass.PAYMENT || entry.kind() == RowClass.PAYOUT)
        .toList();
  }

  private static BigDecimal sum(List<Entry> entries) {
    return entries.stream().map(Entry::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
