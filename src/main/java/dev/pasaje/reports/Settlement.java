// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.math.BigDecimal;
import java.util.Optional;

/// A row of the settlement report: a movement at the moment it was approved.
public record Settlement(long line, String rowKey, int occurrence, RowClass kind, Fields fields)
    implements ReportRow {

  /// Upper case, English, as in `SETTLEMENT`; a translated value is mapped back.
  public String type() {
    return fields.text(Field.TRANSACTION_TYPE).orElse("");
  }

  @Override
  public BigDecimal net() {
    return fields.sum(Field.SETTLEMENT_NET_AMOUNT);
  }

  @Override
  public BigDecimal gross() {
    return fields.sum(Field.TRANSACTION_AMOUNT);
  }

  /// `FEE_AMOUNT`, which already holds the other fee columns: they are never added to it.
  @Override
  public BigDecimal fees() {
    return fields.sum(Field.FEE_AMOUNT);
  }

  @Override
  public Optional<String> currency() {
    return fields.text(Field.SETTLEMENT_CURRENCY).or(() -> fields.text(Field.TRANSACTION_CURRENCY));
  }

  @Override
  public Optional<Stamp> date() {
    return fields.time(Field.SETTLEMENT_DATE);
  }
}
