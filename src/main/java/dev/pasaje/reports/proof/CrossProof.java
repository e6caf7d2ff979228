// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.proof;

import dev.pasaje.reports.Cents;
import dev.pasaje.reports.Release;
import dev.pasaje.reports.ReportRow;
import dev.pasaje.reports.RowKeys;
import dev.pasaje.reports.Settlement;
import dev.pasaje.reports.SourceIds;
import dev.pasaje.reports.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Proves release against settlement by `SOURCE_ID`, as far as both files reach: operations whose
/// payment stands in both, up to the earlier end. Some 150 bytes for each row of an operation, all
/// told: ten million rows fit into 2 GB.
final class CrossProof {
  private final Findings findings;
  private final SourceIds sources = new SourceIds();
  private final Movements settlements = new Movements();
  private final Movements releases = new Movements();
  private final List<String> files = new ArrayList<>();

  /// Rows that came in an earlier, overlapping file too.
  private final RowKeys seen = new RowKeys();

  private @Nullable Instant settledUntil;
  private @Nullable Instant releasedUntil;

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
    if (!belongs(row) || row.sourceId().isEmpty() || !seen.add(row)) {
      return;
    }
    if (files.isEmpty() || !files.getLast().equals(file)) {
      files.add(file);
    }
    Movements side =
        switch (row) {
          case Settlement _ -> settlements;
          case Release _ -> releases;
        };
    side.add(
        sources.of(row.sourceId().get()),
        files.size() - 1,
        row,
        at == null ? Movements.UNDATED : at.toEpochMilli());
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
    for (int source = 0; source < sources.size(); source++) {
      if (settlements.knows(source) && releases.knows(source)) {
        compare(source, settlements.until(source, until), releases.until(source, until));
      }
    }
  }

  private void compare(int source, Movements.Sum settled, Movements.Sum released) {
    int sale = settled.payment();
    int free = released.payment();
    if (sale < 0 || free < 0) {
      return;
    }
    // One instalment at a time may be released (MLB): one to many.
    boolean parts =
        released.payments() != settled.payments()
            || settled.payments() > 1
            || settlements.isOneOf(sale, releases.gross(free));
    if (!parts) {
      agree(Identity.X1, source, free, settlements.gross(sale), releases.gross(free));
      agree(Identity.X1, source, free, settlements.fees(sale), releases.fees(free));
      agree(Identity.X1, source, free, settlements.taxes(sale), releases.taxes(free));
      agree(Identity.X1, source, free, settlements.net(sale), releases.net(free));
    }
    boolean stillComing = parts && settlements.isInParts(sale) && released.net() < settled.net();
    if (!stillComing) {
      agree(Identity.X3, source, free, settled.net(), released.net());
    }
  }

  private void agree(Identity identity, int source, int place, long settled, long released) {
    findings.equal(
        identity,
        files.get(releases.file(place)),
        releases.line(place),
        sources.text(source),
        Cents.amount(settled),
        Cents.amount(released));
  }
}
