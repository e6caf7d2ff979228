// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.parse.Parsed;
import dev.pasaje.reports.parse.ReportParser;
import dev.pasaje.reports.view.View;
import dev.pasaje.reports.view.ViewBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every figure here was added by hand.
class ViewTest {
  private static final Instant NOW = Instant.parse("2026-09-15T12:00:00Z");

  private static final String SETTLEMENT =
      "SOURCE_ID;TRANSACTION_TYPE;TRANSACTION_AMOUNT;FEE_AMOUNT;MKP_FEE_AMOUNT;"
          + "FINANCING_FEE_AMOUNT;SHIPPING_FEE_AMOUNT;TAXES_AMOUNT;TAXES_DISAGGREGATED;"
          + "SETTLEMENT_NET_AMOUNT;SETTLEMENT_CURRENCY;SETTLEMENT_DATE;MONEY_RELEASE_DATE;"
          + "IS_RELEASED;DESCRIPTION;INSTALLMENT_NUMBER;INSTALLMENT_NET_AMOUNT\n";

  private static final String RELEASE =
      "DATE;SOURCE_ID;RECORD_TYPE;DESCRIPTION;NET_CREDIT_AMOUNT;NET_DEBIT_AMOUNT;GROSS_AMOUNT;"
          + "MP_FEE_AMOUNT;FINANCING_FEE_AMOUNT;SHIPPING_FEE_AMOUNT;TAXES_AMOUNT;"
          + "PAYOUT_BANK_ACCOUNT_NUMBER\n";

  @TempDir Path directory;

  private List<String> view(View view, String... files) {
    ViewBuilder builder = new ViewBuilder(view, "ARS", NOW, 1_000);
    for (int i = 0; i < files.length; i++) {
      Path file = ReportText.file(directory, "f" + i + ".csv", files[i], StandardCharsets.UTF_8);
      Parsed parsed = ReportParser.parse(file, builder::row);
      assertThat(parsed.malformed()).isEmpty();
    }
    return builder.table().rows().stream().map(row -> String.join(" | ", row)).toList();
  }

  @Test
  void fees_and_taxes_are_summed_by_month_and_kind() {
    String first =
        """
        1;SETTLEMENT;1000.00;-60.00;-40.00;-15.00;-5.00;-9.00;[{financial_entity:debitos_creditos,amount:-6.00,detail:a},{financial_entity:sirtac,amount:-3.00,detail:b}];931.00;ARS;2026-08-31T23:30:00.000-03:00;;;;;
        2;SETTLEMENT;500.00;-20.50;-20.00;0.00;0.00;-2.00;[];477.50;ARS;2026-09-01T00:30:00.000-03:00;;;;;
        """;
    String second =
        """
        3;REFUND;-100.00;4.00;4.00;0.00;0.00;0.00;[];-96.00;ARS;2026-09-02T10:00:00.000-03:00;;;;;
        4;SETTLEMENT;10.00;-1.00;-1.00;0.00;0.00;0.00;[];9.00;USD;2026-09-02T10:00:00.000-03:00;;;;;
        4;SETTLEMENT;10.00;-1.00;-1.00;0.00;0.00;0.00;[];5.00;USD;2026-09-02T10:00:00.000-03:00;;;INSTALLMENT;1 / 2;5.00
        """;
    assertThat(view(View.FEES, SETTLEMENT + first, SETTLEMENT + first + second))
        .containsExactly(
            "2026-08 | financing | -15.00 | ARS",
            "2026-08 | mp_fee | -40.00 | ARS",
            "2026-08 | shipping | -5.00 | ARS",
            "2026-08 | tax debitos_creditos | -6.00 | ARS",
            "2026-08 | tax sirtac | -3.00 | ARS",
            // 20.00 charged less 4.00 given back; what no column names is another fee.
            "2026-09 | mp_fee | -16.00 | ARS",
            "2026-09 | mp_fee | -1.00 | USD",
            "2026-09 | other_fee | -0.50 | ARS",
            "2026-09 | tax | -2.00 | ARS");
  }

  @Test
  void without_settlement_files_fees_come_from_release_and_with_both_from_settlement() {
    String release =
        RELEASE
            + """
            2026-09-01T10:00:00.000-03:00;1;release;payment;95.00;0.00;100.00;-4.00;-1.00;0.00;0.00;
            2026-09-02T10:00:00.000-03:00;2;release;tax_payment_iibb;0.00;7.00;-7.00;0.00;0.00;0.00;0.00;
            2026-09-03T10:00:00.000-03:00;3;release;fee-release_in_advance;0.00;2.50;-2.50;0.00;0.00;0.00;0.00;
            """;
    assertThat(view(View.FEES, release))
        .containsExactly(
            "2026-09 | advance | -2.50 | ARS",
            "2026-09 | financing | -1.00 | ARS",
            "2026-09 | mp_fee | -4.00 | ARS",
            "2026-09 | tax tax_payment_iibb | -7.00 | ARS");
    String settlement =
        SETTLEMENT
            + "1;SETTLEMENT;100.00;-5.00;-4.00;-1.00;0.00;0.00;[];95.00;ARS;"
            + "2026-08-20T10:00:00.000-03:00;;;;;\n";
    assertThat(view(View.FEES, release, settlement))
        .containsExactly(
            "2026-08 | financing | -1.00 | ARS",
            "2026-08 | mp_fee | -4.00 | ARS",
            // A settlement report has no row of these.
            "2026-09 | advance | -2.50 | ARS",
            "2026-09 | tax tax_payment_iibb | -7.00 | ARS");
  }

  @Test
  void a_tax_that_is_a_row_itself_counts_once() {
    assertThat(
            view(
                View.FEES,
                RELEASE
                    + "2026-09-02T10:00:00.000-03:00;2;release;tax_withdholding;0.00;7.00;0.00;"
                    + "0.00;0.00;0.00;-7.00;\n"))
        .containsExactly("2026-09 | tax tax_withdholding | -7.00 | ARS");
  }

  @Test
  void liquidity_is_what_is_left_of_each_sale_on_the_day_of_its_release() {
    String first =
        """
        1;SETTLEMENT;1000.00;-60.00;-60.00;0.00;0.00;-9.00;[];931.00;ARS;2026-09-10T10:00:00.000-03:00;2026-09-20T23:30:00.000-03:00;false;;;
        1;REFUND;-31.00;0.00;0.00;0.00;0.00;0.00;[];-31.00;ARS;2026-09-11T10:00:00.000-03:00;;false;;;
        2;SETTLEMENT;500.00;0.00;0.00;0.00;0.00;0.00;[];500.00;ARS;2026-09-10T10:00:00.000-03:00;2026-09-20T01:00:00.000-03:00;false;;;
        3;SETTLEMENT;70.00;0.00;0.00;0.00;0.00;0.00;[];70.00;ARS;2026-09-10T10:00:00.000-03:00;2026-09-12T01:00:00.000-03:00;true;;;
        """;
    String second =
        """
        4;SETTLEMENT;80.00;0.00;0.00;0.00;0.00;0.00;[];80.00;ARS;2026-09-10T10:00:00.000-03:00;2026-10-01T10:00:00.000-03:00;;;;
        5;SETTLEMENT;90.00;0.00;0.00;0.00;0.00;0.00;[];90.00;ARS;2026-09-10T10:00:00.000-03:00;2026-09-15T08:59:00.000-03:00;;;;
        abc-6;SETTLEMENT;60.00;0.00;0.00;0.00;0.00;0.00;[];60.00;ARS;2026-09-10T10:00:00.000-03:00;2026-09-20T10:00:00.000-03:00;false;;;
        abc-6;REFUND;-60.00;0.00;0.00;0.00;0.00;0.00;[];-60.00;ARS;2026-09-11T10:00:00.000-03:00;;false;;;
        7;SETTLEMENT;100.00;-5.00;-5.00;0.00;0.00;0.00;[];95.00;BRL;2026-09-10T10:00:00.000-03:00;2026-09-12T10:00:00.000-03:00;false;;;
        7;SETTLEMENT;100.00;-5.00;-5.00;0.00;0.00;0.00;[];95.00;BRL;2026-09-10T10:00:00.000-03:00;2026-09-12T10:00:00.000-03:00;true;INSTALLMENT;1 / 2;47.50
        7;SETTLEMENT;100.00;-5.00;-5.00;0.00;0.00;0.00;[];95.00;BRL;2026-09-10T10:00:00.000-03:00;2026-10-12T10:00:00.000-03:00;false;INSTALLMENT;2 / 2;47.50
        """;
    assertThat(view(View.LIQUIDITY, SETTLEMENT + first, SETTLEMENT + first + second))
        .containsExactly(
            // 931 less 31, and 500.
            "2026-09-20 | 2 | 1400.00 | ARS",
            "2026-10-01 | 1 | 80.00 | ARS",
            // The second instalment only: the first is free, and the sale is never added to them.
            "2026-10-12 | 1 | 47.50 | BRL");
  }

  @Test
  void payouts_are_sent_held_or_returned() {
    String file =
        RELEASE
            + """
            2026-09-01T09:59:58.000-03:00;P1;release;reserve_for_payout;0.00;30.00;-30.00;0.00;0.00;0.00;0.00;
            2026-09-01T09:59:59.000-03:00;P1;release;reserve_for_payout;30.00;0.00;30.00;0.00;0.00;0.00;0.00;
            2026-09-01T10:00:00.000-03:00;P1;release;payout;0.00;30.00;-30.00;0.00;0.00;0.00;0.00;0070000000000000000011
            2026-09-02T10:00:00.000-03:00;P1;release;payout;30.00;0.00;30.00;0.00;0.00;0.00;0.00;0070000000000000000011
            2026-09-03T09:59:58.000-03:00;P2;release;reserve_for_payout;0.00;45.10;-45.10;0.00;0.00;0.00;0.00;
            2026-09-03T10:00:00.000-03:00;P2;release;payout;0.00;45.10;-45.10;0.00;0.00;0.00;0.00;123
            """;
    assertThat(view(View.PAYOUTS, file, file + "\n"))
        .containsExactly(
            "2026-09-01T10:00:00-03:00 | P1 | -30.00 | 0070000000000000000011 | sent | ARS",
            "2026-09-02T10:00:00-03:00 | P1 | 30.00 | 0070000000000000000011 | returned | ARS",
            "2026-09-03T10:00:00-03:00 | P2 | -45.10 | 123 | held | ARS");
  }

  @Test
  void movements_beyond_the_most_are_counted() {
    ViewBuilder builder = new ViewBuilder(View.MOVEMENTS, "ARS", NOW, 2);
    String text = RELEASE;
    for (int i = 0; i < 5; i++) {
      text +=
          "2026-09-01T10:00:0"
              + i
              + ".000-03:00;"
              + i
              + ";release;payment;1.00;0.00;1.00;0.00;0.00;0.00;0.00;\n";
    }
    var _ =
        ReportParser.parse(
            ReportText.file(directory, "m.csv", text, StandardCharsets.UTF_8), builder::row);
    assertThat(builder.table().rows()).hasSize(2);
    assertThat(builder.table().left()).isEqualTo(3);
  }
}
