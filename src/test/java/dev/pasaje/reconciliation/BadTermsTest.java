// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pasaje.failure.PasajeException;
import dev.pasaje.text.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `reconciliation.yaml` as people mistype it.
class BadTermsTest {
  @TempDir private Path directory;

  private Terms read(String text) throws IOException {
    return Terms.read(Files.writeString(directory.resolve("reconciliation.yaml"), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "grace-day: 3|grace-day",
        "grace-days: -1|grace-days",
        "grace-days: many|grace-days",
        "grace-days: 2.5|grace-days",
        "grace-days: [3]|grace-days",
        "fee-tolerance: 1e9|fee-tolerance",
        "fee-tolerance: a lot|fee-tolerance",
        "orders-are-paid: maybe|orders-are-paid",
        "payout-days: 3000000000|payout-days",
        "accounts: 0001|accounts",
        "accounts: [[1]]|accounts",
        "accounts: [17]|accounts",
        "taxes: {iva: 21}|taxes",
        "columns: [a]|columns",
        "columns: {total: Total}|columns.total",
        "columns: {amount: ''}|columns.amount",
        "rates: {percent: 3}|rates",
        "rates: [3]|rates",
        "rates: [{type: credit_card}]|rates",
        "rates: [{percent: 3, installments: 0-x}]|rates",
        "rates: [{percent: 3, installments: 12-1}]|rates",
        "rates: [{percent: -3}]|percent",
        "rates: [{percent: 3, vta: 21}]|rates.vta",
        "'[1, 2]'|.",
        "'just words'|.",
        "'a: [unclosed'|.",
      })
  void what_cannot_be_used_is_named(String text, String key) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            PasajeException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(PasajeException.Kind.USAGE);
              assertThat(refused.in(Language.EN))
                  .contains("reconciliation.yaml")
                  .contains(": " + key + " cannot be used");
            });
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> Terms.read(directory.resolve("none.yaml")))
        .isInstanceOf(PasajeException.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void an_empty_file_agrees_on_nothing() throws IOException {
    assertThat(read("")).isEqualTo(Terms.USUAL);
    assertThat(read("# nothing yet\n")).isEqualTo(Terms.USUAL);
  }

  @Test
  void all_that_can_be_said_is_read() throws IOException {
    Terms terms =
        read(
            """
            grace-days: 5
            fee-tolerance: 0.02
            orders-are-paid: true
            payout-days: 2
            accounts: ["0001", "17"]
            taxes: [sirtac]
            columns: {reference: Pedido}
            rates: [{type: credit_card, installments: 2-6, percent: 6.29, vat: 21, fixed: 0.10}]
            """);
    assertThat(terms.graceDays()).isEqualTo(5);
    assertThat(terms.feeTolerance()).isEqualByComparingTo("0.02");
    assertThat(terms.ordersArePaid()).isTrue();
    assertThat(terms.payoutDays()).isEqualTo(2);
    assertThat(terms.accounts()).isEqualTo(List.of("0001", "17"));
    assertThat(terms.taxes()).isEqualTo(List.of("sirtac"));
    assertThat(terms.columns()).containsEntry("reference", "Pedido");
    assertThat(terms.rates().getFirst().most()).isEqualTo(6);
    assertThat(terms.rates().getFirst().fixed()).isEqualTo(new BigDecimal("0.10"));
    assertThat(terms.in("CLP").decimals()).isZero();
  }
}
