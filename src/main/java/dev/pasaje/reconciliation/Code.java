// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

/// What a reconciliation says of a row, an order or a file; domain/reports.md 19. The name is
/// permanent: scripts and the store know it.
public enum Code {
  MATCHED(Severity.INFO),
  MATCHED_GROUP(Severity.INFO),
  MATCHED_TOLERANCE(Severity.INFO),
  PENDING_RELEASE(Severity.INFO),
  UNRELEASED_OVERDUE(Severity.HIGH),
  HELD(Severity.MEDIUM),
  MISSING_IN_REPORT(Severity.HIGH),
  MISSING_IN_ORDERS(Severity.HIGH),
  PAYMENT_UNKNOWN(Severity.MEDIUM),
  AMOUNT_MISMATCH(Severity.HIGH),
  CURRENCY_MISMATCH(Severity.HIGH),
  STATUS_MISMATCH(Severity.HIGH),
  DUPLICATE_ROW(Severity.INFO),
  DUPLICATE_PAYMENT(Severity.HIGH),
  ROW_CONFLICT(Severity.HIGH),
  FEE_MISMATCH(Severity.MEDIUM),
  FEE_COMPONENT_BREAK(Severity.MEDIUM),
  TAX_UNEXPECTED(Severity.MEDIUM),
  ROW_IDENTITY_BREAK(Severity.HIGH),
  BALANCE_BREAK(Severity.CRITICAL),
  REFUND_NOT_RECORDED(Severity.HIGH),
  REFUND_NOT_IN_REPORT(Severity.HIGH),
  REFUND_AMOUNT_MISMATCH(Severity.HIGH),
  CHARGEBACK_NOT_RECORDED(Severity.CRITICAL),
  CHARGEBACK_REVERSED_NOT_RECORDED(Severity.MEDIUM),
  INSTALMENT_INCOMPLETE(Severity.MEDIUM),
  PAYOUT_UNMATCHED(Severity.HIGH),
  PAYOUT_REVERSED(Severity.MEDIUM),
  NON_ORDER_MOVEMENT(Severity.INFO),
  UNKNOWN_TYPE(Severity.MEDIUM),
  COVERAGE_GAP(Severity.MEDIUM),
  CROSS_REPORT_BREAK(Severity.HIGH),
  PARSE_ERROR(Severity.HIGH);

  /// How much it matters.
  public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    /// Counted and summed, never an open item.
    INFO
  }

  private final Severity severity;

  Code(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /// Whether somebody has to look at each of them.
  public boolean open() {
    return severity != Severity.INFO;
  }
}
