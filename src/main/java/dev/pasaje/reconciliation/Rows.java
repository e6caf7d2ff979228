// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

/// The rows of both reports as the other steps see them: without copies that overlapping files
/// hold, with what a row breaks by itself, and one movement once though both reports show it.
final class Rows {
  /// The classes that belong to orders.
  static final String OF_ORDERS = "('payment', 'refund', 'chargeback', 'chargeback_cancel')";

  /// Rows that describe others, or the balance: never added up.
  static final String IGNORED = "('opening', 'total', 'subtotal', 'balance_marker', 'installment')";

  /// Whether a row `rel` of the release report is one that the settlement report does not have.
  static final String LONELY =
      "(select 1 from {lonely} l where l.source_id = coalesce(rel.source_id, '') and l.class ="
          + " rel.class)";

  private Rows() {}

  /// domain/reports.md 14: S1, S2, S5; and the fee by contract.
  static String settlementBreak(Terms terms) {
    return whole(settlementIdentities(terms));
  }

  private static String whole(String identities) {
    return "case when class in " + IGNORED + " then null else " + identities + " end";
  }

  /// For rows that are not ignored.
  private static String settlementIdentities(Terms terms) {
    return """
    case
      when settlement_net_amount <> transaction_amount + coalesce(fee_amount, 0)
        + coalesce(taxes_amount, 0) then 'ROW_IDENTITY_BREAK'
      when fee_amount <> mkp_fee_amount + coalesce(financing_fee_amount, 0)
          + coalesce(shipping_fee_amount, 0)
        and fee_amount <> mkp_fee_amount + coalesce(financing_fee_amount, 0)
          + coalesce(shipping_fee_amount, 0) - abs(coalesce(coupon_amount, 0))
        then 'FEE_COMPONENT_BREAK'
      when taxes_sum <> coalesce(taxes_amount, 0) then 'TAX_UNEXPECTED'%s
      when class = 'payment' and transaction_amount > 0 and abs(%s) > %s then 'FEE_MISMATCH'
    end\
    """
        .formatted(
            TaxKinds.strange(terms), settlementFeeOff(terms), terms.feeTolerance().toPlainString());
  }

  /// How much more was taken than agreed; null when nothing is agreed.
  static String settlementFeeOff(Terms terms) {
    return terms.rates().isEmpty()
        ? "cast(null as decimal(18, 2))"
        : "(coalesce(financing_fee_amount, 0) + coalesce(shipping_fee_amount, 0) - fee_amount - "
            + terms.expectedFee("payment_method_type", "installments", "transaction_amount")
            + ")";
  }

  /// domain/reports.md 14: R1, R2. The coupon's sign is not documented, so both readings hold.
  static String releaseBreak(Terms terms) {
    return whole(releaseIdentities(terms));
  }

  private static String releaseIdentities(Terms terms) {
    return """
    case
      when net_credit_amount < 0 or net_debit_amount < 0
        or (net_credit_amount <> 0 and net_debit_amount <> 0) then 'ROW_IDENTITY_BREAK'
      when net_credit_amount - net_debit_amount <> gross_amount + coalesce(mp_fee_amount, 0)
          + coalesce(financing_fee_amount, 0) + coalesce(shipping_fee_amount, 0)
          + coalesce(taxes_amount, 0)
        and net_credit_amount - net_debit_amount <> gross_amount + coalesce(mp_fee_amount, 0)
          + coalesce(financing_fee_amount, 0) + coalesce(shipping_fee_amount, 0)
          + coalesce(taxes_amount, 0) + coalesce(effective_coupon_amount, 0)
        then 'ROW_IDENTITY_BREAK'%s%s
      when class = 'payment' and gross_amount > 0 and abs(%s) > %s then 'FEE_MISMATCH'
    end\
    """
        .formatted(
            TaxKinds.strange(terms),
            TaxKinds.strangeRow(terms),
            releaseFeeOff(terms),
            terms.feeTolerance().toPlainString());
  }

  static String releaseFeeOff(Terms terms) {
    return terms.rates().isEmpty()
        ? "cast(null as decimal(18, 2))"
        : "(-mp_fee_amount - "
            + terms.expectedFee("payment_method_type", "installments", "gross_amount")
            + ")";
  }

  /// By how much a row breaks what [#settlementBreak] says it does.
  static String settlementOff(Terms terms) {
    return settlementOff(terms, settlementBreak(terms));
  }

  private static String settlementOff(Terms terms, String broken) {
    return """
    case %1$s
      when 'FEE_MISMATCH' then -%2$s
      when 'TAX_UNEXPECTED' then case when taxes_sum <> coalesce(taxes_amount, 0)
        then taxes_sum - coalesce(taxes_amount, 0) else taxes_amount end
      when 'FEE_COMPONENT_BREAK' then fee_amount - mkp_fee_amount
        - coalesce(financing_fee_amount, 0) - coalesce(shipping_fee_amount, 0)
      when 'ROW_IDENTITY_BREAK' then settlement_net_amount - transaction_amount
        - coalesce(fee_amount, 0) - coalesce(taxes_amount, 0)
    end\
    """
        .formatted(broken, settlementFeeOff(terms));
  }

  static String releaseOff(Terms terms) {
    return releaseOff(terms, releaseBreak(terms));
  }

  private static String releaseOff(Terms terms, String broken) {
    return """
    case %1$s
      when 'FEE_MISMATCH' then -%2$s
      when 'TAX_UNEXPECTED' then case when class = 'tax' then net_credit_amount - net_debit_amount
        else taxes_amount end
      when 'ROW_IDENTITY_BREAK' then net_credit_amount - net_debit_amount - gross_amount
        - coalesce(mp_fee_amount, 0) - coalesce(financing_fee_amount, 0)
        - coalesce(shipping_fee_amount, 0) - coalesce(taxes_amount, 0)
    end\
    """
        .formatted(broken, releaseFeeOff(terms));
  }

  /// As a condition of [#OF_ORDERS]: DuckDB asks a `case` in half the time of an `in`.
  private static String ofOrders(String gross) {
    return "case class when 'payment' then "
        + gross
        + " >= 0 when 'refund' then 1 = 1 when 'chargeback' then 1 = 1"
        + " when 'chargeback_cancel' then 1 = 1 end";
  }

  /// Movements of money that belong to orders, one row each.
  interface Movements {
    /// @param within a condition on `external_reference`, asked before anything else is worked out
    /// @param checked whether to tell what a row breaks by itself; otherwise it breaks nothing, and
    ///   its parts are not read
    String select(String within, boolean checked);
  }

  /// @param settlement and `release` whether there is such a report; with both, a row of the
  ///   release report only counts when the settlement report does not have it
  static Movements movements(Terms terms, boolean settlement, boolean release) {
    return (within, checked) -> movements(terms, settlement, release, within, checked);
  }

  private static String movements(
      Terms terms, boolean settlement, boolean release, String within, boolean checked) {
    String first =
        """
        select 'settlement' as family, file, line, class, source_id,
          external_reference as reference, transaction_currency as currency,
          settlement_date as happened, coalesce(transaction_amount, 0) as gross,
          settlement_net_amount as net,
          order_mp, transaction_intent_id, order_id, pack_id, shipping_id, refund_id,
          occurrence, cast(%s as varchar) as broken, cast(%s as decimal(18, 2)) as off
        from {s} where %s and %s\
        """
            .formatted(
                checked ? settlementIdentities(terms) : "null",
                checked ? settlementOff(terms, settlementIdentities(terms)) : "null",
                within,
                ofOrders("transaction_amount"));
    String second =
        """
        select 'release' as family, file, line, class, source_id,
          external_reference as reference, currency,
          coalesce(transaction_approval_date, date) as happened, coalesce(gross_amount, 0) as gross,
          net_credit_amount - net_debit_amount as net,
          order_mp, transaction_intent_id, order_id, pack_id, shipping_id, refund_id,
          occurrence, cast(%s as varchar) as broken, cast(%s as decimal(18, 2)) as off
        from {r} where %s and %s\
        """
            .formatted(
                checked ? releaseIdentities(terms) : "null",
                checked ? releaseOff(terms, releaseIdentities(terms)) : "null",
                within,
                ofOrders("gross_amount"));
    if (settlement && release) {
      return "("
          + first
          + " union all "
          + second.replace("from {r} where", "from {r} rel where")
          + " and exists "
          + LONELY
          + ")";
    }
    return "(" + (release ? second : first) + ")";
  }
}
