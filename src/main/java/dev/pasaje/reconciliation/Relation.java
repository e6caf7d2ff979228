// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The tables a reconciliation reads, with the columns it needs of each: as Parquet files, or as
/// tables of these names in a schema of Trino.
enum Relation {
  /// One row an order. `n` is another number above 0 for each; `payment_id` is the one payment that
  /// the merchant knows of it, null when none is known or more than one.
  ORDERS(
      "n:bigint reference currency amount:money status refunded:money created_at:time payment_id"),
  /// Further names of an order: kind `payment`, `order` (Orders API) or `ml` (order, pack, shipment
  /// of Mercado Libre).
  ORDER_KEYS("reference kind value"),
  /// Payments as the API gives them.
  PAYMENTS(
      "id reference status amount:money currency refunded:money approved_at:time release_at:time"),
  PAYMENT_REFUNDS("payment_id refund_id refunded_at:time"),
  /// Credits on the merchant's bank account.
  BANK("credited_at:time amount:money account note line:bigint"),
  SETTLEMENT(
      "file line:bigint row_key occurrence:integer external_reference source_id"
          + " payment_method_type payment_method transaction_type class transaction_amount:money"
          + " transaction_currency fee_amount:money settlement_net_amount:money"
          + " settlement_date:time coupon_amount:money refund_id mkp_fee_amount:money"
          + " financing_fee_amount:money shipping_fee_amount:money taxes_amount:money"
          + " taxes_sum:money taxes_disaggregated installments:integer installment_number"
          + " installment_net_amount:money order_id shipping_id pack_id pos_id"
          + " money_release_date:time order_mp transaction_intent_id tax_detail"),
  RELEASE(
      "file line:bigint row_key occurrence:integer date:time source_id external_reference"
          + " record_type description class net_credit_amount:money net_debit_amount:money"
          + " gross_amount:money mp_fee_amount:money financing_fee_amount:money"
          + " shipping_fee_amount:money taxes_amount:money taxes_disaggregated effective_coupon_amount:money"
          + " balance_amount:money installments:integer payment_method_type currency order_id"
          + " pack_id shipping_id order_mp transaction_intent_id pos_id"
          + " transaction_approval_date:time payout_bank_account_number refund_id tax_detail");

  private record Column(String name, String type) {}

  private final String columns;

  Relation(String columns) {
    this.columns = columns;
  }

  private List<Column> columns() {
    return Arrays.stream(columns.split(" ", -1))
        .map(word -> word.split(":", -1))
        .map(word -> new Column(word[0], type(word.length == 1 ? "" : word[1])))
        .toList();
  }

  private static String type(String word) {
    return switch (word) {
      case "" -> "varchar";
      case "money" -> "decimal(18, 2)";
      case "time" -> "timestamp";
      default -> word;
    };
  }

  List<String> names() {
    return columns().stream().map(Column::name).toList();
  }

  /// Its name as a table.
  String table() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Its columns in its types, for a select; a column the source does not have is null.
  String select(java.util.Set<String> present) {
    return columns().stream()
        .map(column ->
            present.contains(column.name())
                ? "cast(" + column.name() + " as " + column.type() + ") as " + column.name()
                : nothing(column))
        .collect(Collectors.joining(", "));
  }

  /// A relation of no rows.
  String empty() {
    return "(select "
        + columns().stream().map(Relation::nothing).collect(Collectors.joining(", "))
        + " where 1 = 0)";
  }

  /// For `create table`.
  String definition() {
    return columns().stream()
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", "));
  }

  private static String nothing(Column column) {
    return "cast(null as " + column.type() + ") as " + column.name();
  }
}
