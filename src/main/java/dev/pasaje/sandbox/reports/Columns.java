// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.sandbox.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The columns of each report in the order Mercado Pago fixes, and their translated headers.
/// Default sets and order: reports.md 9 and 11, from the documents' own sample files.
final class Columns {
  private Columns() {}

  static final List<String> RELEASE_DEFAULT =
      words(
          """
          DATE SOURCE_ID EXTERNAL_REFERENCE RECORD_TYPE DESCRIPTION NET_CREDIT_AMOUNT
          NET_DEBIT_AMOUNT GROSS_AMOUNT MP_FEE_AMOUNT FINANCING_FEE_AMOUNT SHIPPING_FEE_AMOUNT
          TAXES_AMOUNT COUPON_AMOUNT INSTALLMENTS PAYMENT_METHOD
          """);

  static final List<String> RELEASE =
      together(
          RELEASE_DEFAULT,
          """
          DATE_SHORT SELLER_AMOUNT METADATA EFFECTIVE_COUPON_AMOUNT PAYMENT_METHOD_TYPE TAX_DETAIL
          TAXES_DISAGGREGATED TAX_AMOUNT_TELCO TRANSACTION_APPROVAL_DATE
          TRANSACTION_APPROVAL_DATE_SHORT TRANSACTION_DATE TRANSACTION_DATE_SHORT POS_ID POS_NAME
          EXTERNAL_POS_ID STORE_ID STORE_NAME EXTERNAL_STORE_ID POI_ID POI_WALLET_NAME POI_BANK_NAME
          ORDER_ID SHIPPING_ID PACK_ID SHIPMENT_MODE SHIPPING_ORDER_ID ORDER_MP
          TRANSACTION_INTENT_ID PURCHASE_ID CARD_INITIAL_NUMBER LAST_FOUR_DIGITS FRANCHISE
          ISSUER_NAME AUTHORIZATION_CODE CARD_ENTRY_MODE OPERATION_TAGS ITEM_ID PRODUCT_SKU
          SALE_DETAIL BALANCE_AMOUNT PAYOUT_BANK_ACCOUNT_NUMBER AVK_ID CURRENCY BUSINESS_UNIT
          SUB_UNIT SEGMENT_DETAIL IS_RELEASED APPLICATION_ID AUTHENTICATED_PAYER PAYER_NAME
          PAYER_ID_TYPE PAYER_ID_NUMBER
          """);

  static final List<String> SETTLEMENT_DEFAULT =
      words(
          """
          EXTERNAL_REFERENCE SOURCE_ID USER_ID PAYMENT_METHOD_TYPE PAYMENT_METHOD SITE
          TRANSACTION_TYPE TRANSACTION_AMOUNT TRANSACTION_CURRENCY TRANSACTION_DATE FEE_AMOUNT
          SETTLEMENT_NET_AMOUNT SETTLEMENT_CURRENCY SETTLEMENT_DATE REAL_AMOUNT COUPON_AMOUNT
          METADATA MKP_FEE_AMOUNT FINANCING_FEE_AMOUNT SHIPPING_FEE_AMOUNT TAXES_AMOUNT
          INSTALLMENTS ORDER_ID SHIPPING_ID SHIPMENT_MODE PACK_ID
          """);

  static final List<String> SETTLEMENT =
      together(
          SETTLEMENT_DEFAULT,
          """
          SELLER_AMOUNT TOTAL_COUPON_AMOUNT TAX_DETAIL TAXES_DISAGGREGATED TAX_AMOUNT_TELCO POS_ID
          POS_NAME EXTERNAL_POS_ID STORE_ID STORE_NAME EXTERNAL_STORE_ID POI_ID POI_WALLET_NAME
          POI_BANK_NAME DESCRIPTION MONEY_RELEASE_DATE INSTALLMENT_NUMBER INSTALLMENT_NET_AMOUNT
          IS_RELEASED CARD_INITIAL_NUMBER OPERATION_TAGS PAYER_NAME PAYER_ID_TYPE PAYER_ID_NUMBER
          BUSINESS_UNIT SUB_UNIT PRODUCT_SKU SALE_DETAIL TRANSACTION_INTENT_ID FRANCHISE ISSUER_NAME
          LAST_FOUR_DIGITS ORDER_MP INVOICING_PERIOD PAY_BANK_TRANSFER_ID TIP_AMOUNT PURCHASE_ID
          SHIPPING_ORDER_ID FEE_PREVISION APPLICATION_ID AUTHORIZATION_CODE TRANSACTION_DATE_SHORT
          SETTLEMENT_DATE_SHORT MONEY_RELEASE_DATE_SHORT
          """);

  private record Labels(String spanish, String portuguese) {}

  private static final Map<String, Labels> LABELS = labels();

  /// The header of a column in `en`, `es` or `pt`; the key where no translation was ever seen.
  static String header(String key, String language, String site) {
    if (key.equals("MONEY_RELEASE_DATE") && language.equals("es") && site.equals("MLA")) {
      return "FECHA DE LIQUIDACIÓN DEL DINERO";
    }
    if (key.equals("FEE_AMOUNT") && language.equals("pt") && site.equals("MLB")) {
      return "Tarifas";
    }
    Labels known = LABELS.getOrDefault(key, new Labels("", ""));
    String label =
        switch (language) {
          case "es" -> known.spanish();
          case "pt" -> known.portuguese();
          default -> "";
        };
    return label.isEmpty() ? key : label;
  }

  /// Keys that hold a number; all others are text, ids too.
  static boolean isNumeric(String key) {
    return key.endsWith("_AMOUNT") || key.equals("INSTALLMENTS");
  }

  private static Map<String, Labels> labels() {
    try (InputStream in = Columns.class.getResourceAsStream("headers.tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> line.split("\t", -1))
          .collect(Collectors.toMap(cells -> cells[0], cells -> new Labels(cells[1], cells[2])));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The chosen columns in the fixed order; unknown keys come last, as asked, and stay empty.
  static List<String> arranged(List<String> all, Collection<String> chosen) {
    Set<String> arranged = new LinkedHashSet<>(all);
    arranged.retainAll(chosen);
    arranged.addAll(chosen);
    return List.copyOf(arranged);
  }

  private static List<String> words(String block) {
    return List.of(block.strip().split("\\s+"));
  }

  private static List<String> together(List<String> first, String block) {
    return Stream.concat(first.stream(), words(block).stream()).toList();
  }
}
