// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.math.BigDecimal;
import java.util.Optional;

/// A row of the release report: a change of the available balance, or one of its balances.
public record Release(long line, String rowKey, int occurrence, RowClass kind, Fields fields)
    implements ReportRow {

  /// As written; empty on opening and total.
  public String description() {
    return fields.text(Field.DESCRIPTION).orElse("");
  }

  /// Credit less debit. The older English glossary has the two the other way round; the samples
  /// prove this reading (domain/reports.md 9).
  @Override
  public BigDecimal net() {
    return fields.sum(Field.NET_CREDIT_AMOUNT).subtract(fields.sum(Field.NET_DEBIT_AMOUNT));
  }

  @Override
  public BigDecimal gross() {
    return fields.sum(Field.GROSS_AMOUNT);
  }

  @Override
  public BigDecimal fees() {
    return fields
        .sum(Field.MP_FEE_AMOUNT)
        .add(fields.sum(Field.FINANCING_FEE_AMOUNT))
        .add(fields.sum(Field.SHIPPING_FEE_AMOUNT));
  }

  @Override
  public Optional<String> currency() {
    return fields.text(Field.CURRENCY);
  }

  @Override
  public Optional<Stamp> date() {
    return fields.time(Field.DATE);
  }
}
