// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports.parse;

import dev.pasaje.reports.RowClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What documented and observed values of TRANSACTION_TYPE, RECORD_TYPE and DESCRIPTION mean;
/// domain/reports.md 10 and 12. Both spellings where documents have two.
final class Classes {
  /// MP cut longer descriptions after so many characters, as in `reserve_for_bpp_shipping_retur`.
  private static final int CUT = 30;

  private static final Map<String, RowClass> TYPES =
      Map.ofEntries(
          Map.entry("SETTLEMENT", RowClass.PAYMENT),
          Map.entry("REFUND", RowClass.REFUND),
          Map.entry("CHARGEBACK", RowClass.CHARGEBACK),
          Map.entry("CHARGEBACK_CANCEL", RowClass.CHARGEBACK_CANCEL),
          Map.entry("DISPUTE", RowClass.DISPUTE),
          Map.entry("WITHDRAWAL", RowClass.PAYOUT),
          Map.entry("WITHDRAWAL_CANCEL", RowClass.PAYOUT_CANCEL),
          Map.entry("PAYOUT", RowClass.PAYOUT),
          Map.entry("PAYOUTS", RowClass.PAYOUT),
          Map.entry("CASHBACK", RowClass.CASHBACK),
          Map.entry("SETTLEMENT_SHIPPING", RowClass.SHIPPING),
          Map.entry("REFUND_SHIPPING", RowClass.SHIPPING),
          Map.entry("CHARGEBACK_SHIPPING", RowClass.SHIPPING),
          Map.entry("DISPUTE_SHIPPING", RowClass.SHIPPING),
          Map.entry("TRAVA_DE_RECEBIVEL", RowClass.LOCK));

  /// As Spanish files write them (observed); Portuguese ones were never seen.
  private static final Map<String, String> TRANSLATED =
      Map.of(
          "PAGO APROBADO", "SETTLEMENT",
          "PAGO DE ENVIO", "SETTLEMENT_SHIPPING",
          "DEVOLUCION DE DINERO", "REFUND",
          "DEVOLUCION DE ENVIO", "REFUND_SHIPPING",
          "RECLAMO", "DISPUTE");

  private static final Map<String, RowClass> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("payment", RowClass.PAYMENT),
          Map.entry("refund", RowClass.REFUND),
          Map.entry("chargeback", RowClass.CHARGEBACK),
          Map.entry("chargeback_cancel", RowClass.CHARGEBACK_CANCEL),
          Map.entry("dispute", RowClass.DISPUTE),
          Map.entry("mediation", RowClass.MEDIATION),
          Map.entry("mediation_cancel", RowClass.MEDIATION_CANCEL),
          Map.entry("payout", RowClass.PAYOUT),
          Map.entry("withdrawal", RowClass.PAYOUT),
          Map.entry("withdrawal_cancel", RowClass.PAYOUT_CANCEL),
          Map.entry("shipping", RowClass.SHIPPING),
          Map.entry("shipping_cancel", RowClass.SHIPPING),
          Map.entry("shipping_return", RowClass.SHIPPING),
          Map.entry("shipping_refund", RowClass.SHIPPING),
          Map.entry("asset_management", RowClass.YIELD),
          Map.entry("asset_management_gain", RowClass.YIELD),
          Map.entry("asset_management_loss", RowClass.YIELD),
          Map.entry("tip", RowClass.TIP),
          Map.entry("digitalchange_transaction", RowClass.TIP),
          Map.entry("cashback", RowClass.CASHBACK),
          Map.entry("credit_payment", RowClass.CREDIT),
          Map.entry("fee-release_in_advance", RowClass.ADVANCE),
          Map.entry("fee_release_in_advance", RowClass.ADVANCE),
          Map.entry("mp_fee", RowClass.FEE),
          Map.entry("restriction", RowClass.LOCK),
          Map.entry("judgment_bacen", RowClass.LOCK),
          Map.entry("fraud", RowClass.LOCK),
          Map.entry("trava_de_recibibles", RowClass.LOCK));

  private static final Map<String, RowClass> CUT_DESCRIPTIONS = new HashMap<>();

  static {
    DESCRIPTIONS.forEach((value, kind) -> {
      if (value.length() > CUT) {
        CUT_DESCRIPTIONS.put(value.substring(0, CUT), kind);
      }
    });
  }

  private static final Set<String> RECORDS =
      Set.of(
          "initial_available_balance",
          "release",
          "total",
          "available_balance",
          "subtotal",
          "block",
          "unblock",
          "fullblock");

  private Classes() {}

  /// The English word for a transaction type.
  static String type(String written) {
    String normal = Headings.normal(written);
    return TRANSLATED.getOrDefault(normal, normal.replace(' ', '_'));
  }

  static Optional<RowClass> ofType(String type) {
    return Optional.ofNullable(TYPES.get(type));
  }

  static boolean isRecord(String record) {
    return RECORDS.contains(record);
  }

  /// @param record lower case; empty when the file has no such column
  /// @return empty when it is a value nobody has documented
  static Optional<RowClass> ofRecord(String record, String description) {
    return switch (record) {
      case "initial_available_balance" -> Optional.of(RowClass.OPENING);
      case "total" -> Optional.of(RowClass.TOTAL);
      case "subtotal" -> Optional.of(RowClass.SUBTOTAL);
      case "available_balance" -> Optional.of(RowClass.BALANCE_MARKER);
      case "block", "unblock", "fullblock" -> Optional.of(RowClass.RESERVE);
      default -> ofDescription(description);
    };
  }

  private static Optional<RowClass> ofDescription(String description) {
    if (description.startsWith("reserve_") || description.startsWith("reserve-")) {
      return Optional.of(RowClass.RESERVE);
    }
    if (description.startsWith("tax_")) {
      return Optional.of(RowClass.TAX);
    }
    if (description.startsWith("pre_payout_")
        || description.startsWith("pos_payout_")
        || description.startsWith("post_payout_")
        || description.startsWith("pre_withdrawal_")
        || description.startsWith("pos_withdrawal_")) {
      return Optional.of(RowClass.BALANCE_MARKER);
    }
    RowClass kind = DESCRIPTIONS.get(description);
    return Optional.ofNullable(kind == null ? CUT_DESCRIPTIONS.get(description) : kind);
  }
}
