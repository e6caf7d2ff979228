// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reports;

import static dev.pasaje.reports.ReportText.AT;
import static dev.pasaje.reports.ReportText.RELEASE;
import static dev.pasaje.reports.ReportText.SETTLEMENT;
import static dev.pasaje.reports.ReportText.marker;
import static dev.pasaje.reports.ReportText.read;
import static dev.pasaje.reports.ReportText.release;
import static dev.pasaje.reports.ReportText.settlement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.reports.parse.TaxList;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every shape a report was seen in: domain/reports.md 8, 13 and 15.
class ReportParserTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void any_separator_and_line_end_reads_the_same(String separator) {
    String text =
        (RELEASE
                + marker("initial_available_balance", "5.00")
                + release("1", "payment", "2.00", "0.00"))
            .replace(",", separator);
    ReportText.Read plain = read(directory, text);
    assertThat(read(directory, text.replace("\n", "\r\n")).rows()).hasSameSizeAs(plain.rows());
    assertThat(read(directory, text.replace("\n", "\r")).rows()).hasSameSizeAs(plain.rows());
    assertThat(read(directory, "\uFEFF" + text).rows()).hasSameSizeAs(plain.rows());
    assertThat(plain.rows())
        .extracting(ReportRow::kind)
        .containsExactly(RowClass.OPENING, RowClass.PAYMENT);
    assertThat(plain.rows().get(1).net()).isEqualByComparingTo("2.00");
    assertThat(plain.rows().get(1).line()).isEqualTo(3);
  }

  @Test
  void columns_may_come_in_any_order_and_more_of_them() {
    ReportText.Read read =
        read(
            directory,
            "GROSS_AMOUNT,NOVELTY,net_debit_amount,NET CREDIT AMOUNT,Description,DATE,SALE_DETAIL\n"
                + "3.00,what,0.00,3.00,payment,"
                + AT
                + ",\"a, \"\"b\"\"\"\n");
    ReportRow row = read.rows().getFirst();
    assertThat(row.net()).isEqualByComparingTo("3.00");
    assertThat(row.fields().extra())
        .containsEntry("NOVELTY", "what")
        .containsEntry("sale_detail", "a, \"b\"");
    assertThat(read.parsed().unknownColumns()).containsExactly("NOVELTY");
    assertThat(read.parsed().missingColumns()).contains("SOURCE_ID", "RECORD_TYPE");
  }

  @Test
  void a_moment_that_comes_twice_counts_as_its_iso_column_has_it() {
    ReportText.Read read =
        read(
            directory,
            "ID DE OPERACIÓN EN MERCADO PAGO;TIPO DE OPERACIÓN;VALOR DE LA COMPRA;MONTO NETO DE LA"
                + " OPERACIÓN QUE IMPACTÓ TU DINERO;FECHA DE ORIGEN;FECHA DE ORIGEN (ISO);IS_RELEASED\n"
                + "1;Pago aprobado;5;5;01/09/2026;"
                + AT
                + ";Sí\n");
    assertThat(read.parsed().malformed()).isEmpty();
    assertThat(read.rows().getFirst().fields().time(Field.TRANSACTION_DATE)).isPresent();
    assertThat(read.rows().getFirst().fields().extra())
        .containsEntry("FECHA DE ORIGEN", "01/09/2026")
        .containsEntry("is_released", "Sí");
    assertThat(read.parsed().unknown())
        .extracting(unknown -> unknown.column() + " " + unknown.value())
        .containsExactly("IS_RELEASED Sí");
  }

  @Test
  void spanish_and_portuguese_headings_and_values_are_understood() {
    ReportText.Read spanish =
        read(
            directory,
            "ID DE OPERACIÓN EN MERCADO PAGO;NÚMERO DE IDENTIFICACIÓN;TIPO DE OPERACIÓN;VALOR DE LA"
                + " COMPRA;MONTO NETO DE LA OPERACIÓN QUE IMPACTÓ TU DINERO;FECHA DE ORIGEN"
                + " (ISO);MEDIO DE PAGO;Moneda (TRANSACTION_CURRENCY)\n"
                + "1;r;Pago aprobado;5;5;"
                + AT
                + ";Dinero en cuenta;ARS\n"
                + "2;r;Devolución de dinero;-5;-5;"
                + AT
                + ";visa;ARS\n"
                + "3;r;PAYOUTS;-5;-5;"
                + AT
                + ";;ARS\n");
    assertThat(spanish.rows())
        .extracting(ReportRow::kind)
        .containsExactly(RowClass.PAYMENT, RowClass.REFUND, RowClass.PAYOUT);
    assertThat(spanish.rows().getFirst().fields().text(Field.PAYMENT_METHOD))
        .contains("account_money");
    assertThat(spanish.parsed().layout().language()).isEqualTo("es");
    assertThat(spanish.rows().getFirst().currency()).contains("ARS");

    ReportText.Read portuguese =
        read(
            directory,
            "DATA;DESCRIÇÃO;CREDITADO;DEBITADO;SALDO\n"
                + AT
                + ";;10.00;0.00;10.00\n"
                + AT
                + ";payment;1.00;0.00;11.00\n"
                + ";;11.00;0.00;\n");
    assertThat(portuguese.rows())
        .extracting(ReportRow::kind)
        .containsExactly(RowClass.OPENING, RowClass.PAYMENT, RowClass.TOTAL);
    assertThat(portuguese.parsed().layout().language()).isEqualTo("pt");
  }

  @Test
  void latin_1_is_read_where_utf_8_is_not() {
    String text = "DATA;DESCRIÇÃO;CREDITADO;DEBITADO\n" + AT + ";payment;1.00;0.00\n";
    ReportText.Read read =
        read(ReportText.file(directory, "l.csv", text, StandardCharsets.ISO_8859_1));
    assertThat(read.parsed().layout().encoding()).isEqualTo("ISO-8859-1");
    assertThat(read.rows()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "payment,PAYMENT",
    "refund,REFUND",
    "reserve_for_payout,RESERVE",
    "reserve_for_bpp_shipping_retur,RESERVE",
    "fee-release_in_advance,ADVANCE",
    "fee_release_in_advance,ADVANCE",
    "tax_withdholding,TAX",
    "tax_iibb_cordoba,TAX",
    "withdrawal,PAYOUT",
    "payout,PAYOUT",
    "asset_management,YIELD",
    "mediation_cancel,MEDIATION_CANCEL",
    "trava_de_recibibles,LOCK",
    "Chargeback,CHARGEBACK",
    "something_new,OTHER"
  })
  void descriptions_have_a_class(String description, RowClass kind) {
    ReportText.Read read = read(directory, RELEASE + release("9", description, "0.00", "2.00"));
    assertThat(read.rows().getFirst().kind()).isEqualTo(kind);
    assertThat(read.parsed().unknown()).hasSize(kind == RowClass.OTHER ? 1 : 0);
  }

  @Test
  void an_unknown_value_is_kept_and_told_with_its_lines() {
    ReportText.Read read =
        read(
            directory,
            SETTLEMENT
                + settlement("1", "NOVELTY", "5.00", ";MLA;;;")
                + settlement("2", "NOVELTY", "5.00", ";MLA;;;"));
    assertThat(read.rows()).hasSize(2);
    assertThat(read.parsed().unknown())
        .singleElement()
        .satisfies(unknown -> {
          assertThat(unknown.value()).isEqualTo("NOVELTY");
          assertThat(unknown.lines()).containsExactly(2L, 3L);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-01T10:00:00.000-03:00,2026-09-01T13:00:00Z,-180",
    "2026-09-01T10:00:00-0400,2026-09-01T14:00:00Z,-240",
    "2026-09-01T10:00:00.5Z,2026-09-01T10:00:00.5Z,0",
    "2026-09-01 10:00:00+05:30,2026-09-01T04:30:00Z,330"
  })
  void every_moment_keeps_its_own_offset(String written, Instant at, int offset) {
    ReportText.Read read =
        read(directory, RELEASE + release("1", "payment", "1.00", "0.00").replace(AT, written));
    assertThat(read.rows().getFirst().date()).contains(new Stamp(at, offset));
  }

  @Test
  void taxes_are_read_though_they_are_no_json() {
    String real =
        "[{financial_entity:debitos_creditos,amount:-90.00,detail:tax_withholding_collector}]";
    String quoted =
        "[{\"financial_entity\": \"a\", \"amount\": \"-1.10\", \"detail\": \"b\"},"
            + " {\"amount\": -2, \"detail\": \"c\"}]";
    assertThat(TaxList.read(real))
        .hasValueSatisfying(taxes ->
            assertThat(taxes)
                .containsExactly(
                    new TaxList.Tax(
                        "debitos_creditos",
                        "tax_withholding_collector",
                        new BigDecimal("-90.00"))));
    assertThat(TaxList.read(quoted)).hasValueSatisfying(taxes -> assertThat(taxes).hasSize(2));
    assertThat(TaxList.read("[]")).contains(List.of());
    assertThat(TaxList.read("[{}]")).contains(List.of());
    for (String bad : List.of("", "[", "[{amount:x}]", "[{amount:1}", "{a}", "[{amount:1},]")) {
      assertThat(TaxList.read(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void the_refund_of_the_metadata_is_found() {
    ReportText.Read read =
        read(
            directory,
            SETTLEMENT
                + settlement("1", "REFUND", "-5.00", ";MLA;;;")
                    .replace("[{}]", "\"[{\"\"refund_id\"\":777}]\""));
    assertThat(read.rows().getFirst().fields().text(Field.REFUND_ID)).contains("777");
  }

  @Test
  void an_id_a_spreadsheet_harmed_is_a_doubt_and_a_lost_operation_malformed() {
    ReportText.Read read =
        read(
            directory,
            SETTLEMENT
                + settlement("1", "SETTLEMENT", "5.00", ";MLB;;;2E+15")
                + settlement("2.1E+12", "SETTLEMENT", "5.00", ";MLB;;;")
                + settlement("12E3", "SETTLEMENT", "5.00", ";MLB;;;"));
    assertThat(read.rows())
        .extracting(row -> row.sourceId().orElse(""))
        .containsExactly("1", "12E3");
    assertThat(read.parsed().doubts())
        .singleElement()
        .satisfies(doubt -> assertThat(doubt.column()).isEqualTo("PACK_ID"));
    assertThat(read.parsed().malformed())
        .singleElement()
        .satisfies(row -> assertThat(row.line()).isEqualTo(3));
  }

  @Test
  void equal_rows_are_told_apart_by_their_occurrence() {
    String row = release("1", "payment", "1.00", "0.00");
    ReportText.Read read = read(directory, RELEASE + row + row + row);
    assertThat(read.rows()).extracting(ReportRow::occurrence).containsExactly(1, 2, 3);
    assertThat(read.rows())
        .extracting(ReportRow::rowKey)
        .containsOnly(read.rows().getFirst().rowKey());
  }

  @Test
  void an_instalment_is_a_schedule_and_moves_nothing() {
    ReportText.Read read =
        read(
            directory,
            SETTLEMENT + settlement("1", "SETTLEMENT", "5.00", "INSTALLMENT;MLB;1 / 2;2.50;"));
    assertThat(read.rows().getFirst().kind()).isEqualTo(RowClass.INSTALLMENT);
    assertThat(read.rows().getFirst().kind().moves()).isFalse();
  }
}
