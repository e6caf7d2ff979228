// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The columns of the reports that Pasaje reads as typed values; all others are kept as written.
/// Names are Mercado Pago's keys (domain/reports.md 9 and 11); REFUND_ID and TAXES_SUM are read out
/// of METADATA and TAXES_DISAGGREGATED.
public enum Field {
  DATE(Kind.TIME),
  SOURCE_ID(Kind.ID),
  EXTERNAL_REFERENCE(Kind.TEXT),
  RECORD_TYPE(Kind.TEXT),
  DESCRIPTION(Kind.TEXT),
  NET_CREDIT_AMOUNT(Kind.AMOUNT),
  NET_DEBIT_AMOUNT(Kind.AMOUNT),
  GROSS_AMOUNT(Kind.AMOUNT),
  MP_FEE_AMOUNT(Kind.AMOUNT),
  USER_ID(Kind.ID),
  SITE(Kind.TEXT),
  TRANSACTION_TYPE(Kind.TEXT),
  TRANSACTION_AMOUNT(Kind.AMOUNT),
  TRANSACTION_CURRENCY(Kind.TEXT),
  FEE_AMOUNT(Kind.AMOUNT),
  SETTLEMENT_NET_AMOUNT(Kind.AMOUNT),
  SETTLEMENT_CURRENCY(Kind.TEXT),
  SETTLEMENT_DATE(Kind.TIME),
  REAL_AMOUNT(Kind.AMOUNT),
  COUPON_AMOUNT(Kind.AMOUNT),
  TOTAL_COUPON_AMOUNT(Kind.AMOUNT),
  EFFECTIVE_COUPON_AMOUNT(Kind.AMOUNT),
  REFUND_ID(Kind.ID),
  MKP_FEE_AMOUNT(Kind.AMOUNT),
  FINANCING_FEE_AMOUNT(Kind.AMOUNT),
  SHIPPING_FEE_AMOUNT(Kind.AMOUNT),
  TAXES_AMOUNT(Kind.AMOUNT),
  TAXES_SUM(Kind.AMOUNT),
  INSTALLMENTS(Kind.COUNT),
  INSTALLMENT_NUMBER(Kind.TEXT),
  INSTALLMENT_NET_AMOUNT(Kind.AMOUNT),
  PAYMENT_METHOD(Kind.TEXT),
  PAYMENT_METHOD_TYPE(Kind.TEXT),
  SELLER_AMOUNT(Kind.AMOUNT),
  BALANCE_AMOUNT(Kind.AMOUNT),
  CURRENCY(Kind.TEXT),
  ORDER_ID(Kind.ID),
  SHIPPING_ID(Kind.ID),
  PACK_ID(Kind.ID),
  POS_ID(Kind.ID),
  STORE_ID(Kind.ID),
  ORDER_MP(Kind.TEXT),
  TRANSACTION_INTENT_ID(Kind.TEXT),
  TRANSACTION_APPROVAL_DATE(Kind.TIME),
  TRANSACTION_DATE(Kind.TIME),
  MONEY_RELEASE_DATE(Kind.TIME),
  IS_RELEASED(Kind.FLAG),
  PAYOUT_BANK_ACCOUNT_NUMBER(Kind.ID),
  TAX_DETAIL(Kind.TEXT),
  TAXES_DISAGGREGATED(Kind.TEXT),
  OPERATION_TAGS(Kind.TEXT);

  /// How a cell is read.
  public enum Kind {
    TEXT,
    /// Text too: up to 100 letters and digits. A spreadsheet that took it for a number has harmed
    /// it.
    ID,
    /// Money, exact, at most two decimals.
    AMOUNT,
    /// A moment with its offset.
    TIME,
    /// A small whole number.
    COUNT,
    /// `true` or `false`.
    FLAG
  }

  private static final Map<String, Field> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(Field::name, Function.identity()));

  static final int COUNT = values().length;

  /// What the Parquet files of settlement rows hold after file, line, row_key and occurrence.
  public static final List<Field> SETTLEMENT =
      List.of(
          EXTERNAL_REFERENCE,
          SOURCE_ID,
          USER_ID,
          PAYMENT_METHOD_TYPE,
          PAYMENT_METHOD,
          SITE,
          TRANSACTION_TYPE,
          DESCRIPTION,
          TRANSACTION_AMOUNT,
          TRANSACTION_CURRENCY,
          TRANSACTION_DATE,
          FEE_AMOUNT,
          SETTLEMENT_NET_AMOUNT,
          SETTLEMENT_CURRENCY,
          SETTLEMENT_DATE,
          REAL_AMOUNT,
          COUPON_AMOUNT,
          TOTAL_COUPON_AMOUNT,
          REFUND_ID,
          MKP_FEE_AMOUNT,
          FINANCING_FEE_AMOUNT,
          SHIPPING_FEE_AMOUNT,
          TAXES_AMOUNT,
          TAXES_SUM,
          INSTALLMENTS,
          INSTALLMENT_NUMBER,
          INSTALLMENT_NET_AMOUNT,
          SELLER_AMOUNT,
          ORDER_ID,
          SHIPPING_ID,
          PACK_ID,
          POS_ID,
          STORE_ID,
          MONEY_RELEASE_DATE,
          IS_RELEASED,
          ORDER_MP,
          TRANSACTION_INTENT_ID,
          OPERATION_TAGS,
          TAX_DETAIL,
          TAXES_DISAGGREGATED);

  /// The same of release rows.
  public static final List<Field> RELEASE =
      List.of(
          DATE,
          SOURCE_ID,
          EXTERNAL_REFERENCE,
          RECORD_TYPE,
          DESCRIPTION,
          NET_CREDIT_AMOUNT,
          NET_DEBIT_AMOUNT,
          GROSS_AMOUNT,
          MP_FEE_AMOUNT,
          FINANCING_FEE_AMOUNT,
          SHIPPING_FEE_AMOUNT,
          TAXES_AMOUNT,
          COUPON_AMOUNT,
          EFFECTIVE_COUPON_AMOUNT,
          SELLER_AMOUNT,
          BALANCE_AMOUNT,
          INSTALLMENTS,
          PAYMENT_METHOD,
          PAYMENT_METHOD_TYPE,
          CURRENCY,
          ORDER_ID,
          PACK_ID,
          SHIPPING_ID,
          ORDER_MP,
          TRANSACTION_INTENT_ID,
          POS_ID,
          STORE_ID,
          TRANSACTION_APPROVAL_DATE,
          TRANSACTION_DATE,
          PAYOUT_BANK_ACCOUNT_NUMBER,
          REFUND_ID,
          TAX_DETAIL,
          TAXES_DISAGGREGATED,
          OPERATION_TAGS);

  private final Kind kind;

  Field(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// The name of its column in Parquet and JSON.
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Field> of(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  public static List<Field> of(ReportFamily family) {
    return switch (family) {
      case SETTLEMENT -> SETTLEMENT;
      case RELEASE -> RELEASE;
    };
  }
}
