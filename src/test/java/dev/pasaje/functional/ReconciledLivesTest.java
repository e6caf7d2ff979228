// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static dev.pasaje.functional.FetchedReports.BEGIN;
import static dev.pasaje.functional.FetchedReports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pasaje.functional.EmulatedShop.Order;
import dev.pasaje.reports.ReportFamily;
import dev.pasaje.sandbox.Sandbox;
import dev.pasaje.sandbox.SandboxOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Random lives on the emulator; their reports fetched, kept and read as `reports fetch` does, and
/// reconciled with the merchant's books.
class ReconciledLivesTest {
  @TempDir private Path directory;
  private FetchedReports reports = new FetchedReports(Path.of(""));

  @BeforeEach
  void here() {
    reports = new FetchedReports(directory);
  }

  private static Sandbox world(long seed) {
    return Sandbox.start(SandboxOptions.usual().withStart(BEGIN).withSeed(seed));
  }

  @ParameterizedTest
  @CsvSource({"MLA,ARS,1", "MLB,BRL,3", "MLC,CLP,4", "MLU,UYU,6"})
  void random_lives_reconcile_to_the_cent(String site, String currency, long seed)
      throws IOException {
    reconciled(site, currency, seed, 60, "{}");
  }

  /// Files with all oddities that were met in real ones.
  @ParameterizedTest
  @CsvSource({"MLA,ARS,41", "MLB,BRL,42"})
  void odd_files_reconcile_to_the_cent(String site, String currency, long seed) throws IOException {
    reconciled(
        site,
        currency,
        seed,
        60,
        """
        {"instalment_rows":true,"observed_yields":true,"mixed_offsets":true,
         "invalid_taxes_disaggregated":true,"byte_order_mark":true,"carriage_returns":true,
         "truncated_descriptions":true,"typo_values":true,"reserve_prefix":true}
        """);
  }

  /// Brazil, money that comes month by month, and only the release report was fetched: what has not
  /// come is pending, and missing when its row is taken out of the file.
  @Test
  void instalments_are_waited_for_with_the_release_report_alone() throws IOException {
    try (Sandbox sandbox = world(43)) {
      EmulatedShop shop = new EmulatedShop(sandbox, "MLB", "BRL", new Random(43));
      reports.settings(shop, "");
      shop.call("PUT", "/_sandbox/reports/quirks", "{\"instalment_rows\":true}", 200);
      for (int i = 0; i < 24; i++) {
        Order _ = shop.sale();
        sandbox.advance(Duration.ofDays(3));
      }
      sandbox.advance(Duration.between(sandbox.world().now(), NOW));
      shop.books(directory.resolve("orders.csv"));
      reports.configure();
      Run fetched =
          reports.run(
              "reports",
              "fetch",
              "--family",
              "release",
              "--from",
              "2026-08-01",
              "--look-every",
              "0");
      assertThat(fetched.exit()).as(fetched.all()).isZero();
      assertThat(reports.run("reports", "prove").out()).startsWith("It closes");

      Run clean = reports.reconcile("--format", "json");
      assertThat(clean.exit()).as(clean.all()).isZero();
      JsonNode told = JsonMapper.shared().readTree(clean.out());
      assertThat(told.path("counts").path("PENDING_RELEASE").asInt(0)).isGreaterThan(3);

      Cells released = new Cells(reports, reports.kept(ReportFamily.RELEASE).getLast());
      Cells before = new Cells(reports, reports.kept(ReportFamily.RELEASE).getFirst());
      List<String> gone =
          released.rows.stream()
              .filter(row -> row.get(released.column("INSTALLMENTS")).equals("3"))
              .filter(row -> released.of(row).size() + before.of(row).size() == 3)
              .map(row -> released.of(row).getLast())
              .findFirst()
              .orElseThrow();
      released.rows.remove(gone);
      released.keep();
      List<String> found = reports.found();
      assertThat(found).anyMatch(one -> one.startsWith("BALANCE_BREAK"));
      assertThat(found.stream().filter(one -> !one.startsWith("BALANCE_BREAK")))
          .containsExactly("UNRELEASED_OVERDUE " + gone.get(released.column("EXTERNAL_REFERENCE")));
    }
  }

  @Tag("slow")
  @Tag("soak")
  @ParameterizedTest
  @MethodSource("many")
  void many_random_lives_reconcile_to_the_cent(String site, String currency, long seed)
      throws IOException {
    reconciled(site, currency, seed, 150, "{}");
  }

  static Stream<Arguments> many() {
    List<String> sites =
        List.of("MLA,ARS", "MLB,BRL", "MLM,MXN", "MLC,CLP", "MCO,COP", "MPE,PEN", "MLU,UYU");
    return IntStream.range(0, 42)
        .mapToObj(i -> {
          String[] site = sites.get(i % sites.size()).split(",");
          return Arguments.of(site[0], site[1], 1000L + i);
        });
  }

  private void reconciled(String site, String currency, long seed, int steps, String quirks)
      throws IOException {
    try (Sandbox sandbox = world(seed)) {
      EmulatedShop shop = new EmulatedShop(sandbox, site, currency, new Random(seed));
      reports.settings(shop, "");
      shop.call("PUT", "/_sandbox/reports/quirks", quirks, 200);
      shop.live(steps, NOW);
      shop.books(directory.resolve("orders.csv"));
      reports.fetch();
      assertThat(reports.run("reports", "prove").out()).as("seed %d", seed).startsWith("It closes");

      Run clean = reports.reconcile();

      assertThat(clean.out())
          .as("%s, seed %d: %s", site, seed, clean.all())
          .contains("Everything reconciles to the cent.");
      assertThat(clean.exit()).as("seed %d: %s", seed, clean.all()).isZero();
      assertThat(reports.found("--payments", "api")).as("seed %d, API", seed).isEmpty();
    }
  }

  /// Books with a fault of each kind that books can have.
  @ParameterizedTest
  @ValueSource(longs = 11)
  void faults_of_the_books_are_found_and_nothing_else(long seed) throws IOException {
    try (Sandbox sandbox = world(seed)) {
      EmulatedShop shop = new EmulatedShop(sandbox, "MLA", "ARS", new Random(seed));
      reports.settings(shop, "");
      List<String> planted = new ArrayList<>();
      Order twice = shop.sale();
      shop.sell(twice);
      planted.add("DUPLICATE_PAYMENT " + twice.reference);
      Order back = shop.sale();
      shop.sandbox.advance(Duration.ofDays(3));
      shop.chargeBack(back);
      Order given = shop.sale();
      shop.refund(given, new BigDecimal("10.50"));
      Order less = shop.sale();
      shop.refund(less, new BigDecimal("20.25"));
      Order wrong = shop.sale();
      Order open = shop.sale();
      Order unpaid = shop.refused();
      Order promised = shop.sale();
      Order never = shop.sale();
      List<Order> special = List.of(twice, back, given, less, wrong, open, unpaid, promised, never);
      special.forEach(order -> order.claimed = true);
      shop.live(70, NOW);

      back.status = "paid";
      planted.add("CHARGEBACK_NOT_RECORDED " + back.reference);
      given.status = "paid";
      given.refunded = BigDecimal.ZERO;
      planted.add("REFUND_NOT_RECORDED " + given.reference);
      less.refunded = new BigDecimal("20.24");
      planted.add("REFUND_AMOUNT_MISMATCH " + less.reference);
      wrong.amount = wrong.amount.subtract(new BigDecimal("0.01"));
      planted.add("AMOUNT_MISMATCH " + wrong.reference);
      open.status = "pending";
      planted.add("STATUS_MISMATCH " + open.reference);
      unpaid.status = "paid";
      planted.add("MISSING_IN_REPORT " + unpaid.reference);
      promised.refunded = BigDecimal.ONE;
      planted.add("REFUND_NOT_IN_REPORT " + promised.reference);
      shop.orders.remove(never);
      planted.add("MISSING_IN_ORDERS " + never.reference);
      shop.books(directory.resolve("orders.csv"));
      reports.fetch();

      assertThat(reports.found()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(planted);
    }
  }

  /// What happens at Mercado Pago and nobody wrote down.
  @ParameterizedTest
  @ValueSource(longs = 21)
  void money_that_came_back_or_is_held_is_found(long seed) throws IOException {
    try (Sandbox sandbox = world(seed)) {
      EmulatedShop shop = new EmulatedShop(sandbox, "MLA", "ARS", new Random(seed));
      reports.settings(shop, "");
      Order disputed = shop.sale();
      disputed.claimed = true;
      String payout = shop.failedPayout();
      shop.live(40, NOW.minus(Duration.ofDays(5)));
      shop.control(disputed, "dispute", "{}");
      sandbox.advance(Duration.between(sandbox.world().now(), NOW));
      shop.books(directory.resolve("orders.csv"));
      reports.fetch();

      assertThat(reports.found())
          .as("seed %d", seed)
          .containsExactlyInAnyOrder(
              "PAYOUT_REVERSED " + payout, "HELD " + disputed.payments.getFirst());
    }
  }

  /// Files as they would be if Mercado Pago had made a mistake in each of the ways there are.
  @ParameterizedTest
  @ValueSource(longs = 31)
  void faults_of_the_files_are_found_and_nothing_else(long seed) throws IOException {
    try (Sandbox sandbox = world(seed)) {
      EmulatedShop shop = new EmulatedShop(sandbox, "MLA", "ARS", new Random(seed));
      reports.settings(shop, "");
      List<Order> sales = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        sales.add(shop.sale());
        sales.getLast().claimed = true;
      }
      shop.live(60, NOW);
      shop.books(directory.resolve("orders.csv"));
      reports.fetch();
      Cells settled = new Cells(reports, reports.kept(ReportFamily.SETTLEMENT).getFirst());
      Cells released = new Cells(reports, reports.kept(ReportFamily.RELEASE).getFirst());
      Cells later = new Cells(reports, reports.kept(ReportFamily.RELEASE).getLast());
      List<String> planted = new ArrayList<>();

      List<String> fees = settled.row(sales.get(0));
      settled.add(fees, "FINANCING_FEE_AMOUNT", "-1.00");
      planted.add("FEE_COMPONENT_BREAK " + sales.get(0).reference);
      List<String> taxes = settled.row(sales.get(1));
      settled.set(taxes, "TAXES_DISAGGREGATED", "[]");
      planted.add("TAX_UNEXPECTED " + sales.get(1).reference);
      List<String> unread = settled.row(sales.get(2));
      settled.set(unread, "TRANSACTION_AMOUNT", "1.234,56");
      planted.add("PARSE_ERROR");
      planted.add("CROSS_REPORT_BREAK " + sales.get(2).reference);
      settled.rows.remove(settled.row(sales.get(3)));
      planted.add("CROSS_REPORT_BREAK " + sales.get(3).reference);
      List<String> renamed = settled.row(sales.get(4));
      settled.set(renamed, "TRANSACTION_TYPE", "SETTLEMENT_NEW");
      planted.add("UNKNOWN_TYPE");
      planted.add("CROSS_REPORT_BREAK " + sales.get(4).reference);
      List<String> net = settled.row(sales.get(5));
      settled.add(net, "SETTLEMENT_NET_AMOUNT", "-0.01");
      planted.add("ROW_IDENTITY_BREAK " + sales.get(5).reference);
      planted.add("CROSS_REPORT_BREAK " + sales.get(5).reference);
      List<String> foreign = new ArrayList<>(settled.row(sales.get(0)));
      settled.set(foreign, "SOURCE_ID", "777000777");
      settled.set(foreign, "EXTERNAL_REFERENCE", "pedido-nobody");
      settled.set(foreign, "FINANCING_FEE_AMOUNT", "0.00");
      settled.set(foreign, "MONEY_RELEASE_DATE", "2027-03-01T00:00:00.000-04:00");
      settled.rows.add(2, foreign);
      planted.add("PAYMENT_UNKNOWN pedido-nobody");
      planted.add("MISSING_IN_ORDERS pedido-nobody");
      settled.keep();
      List<String> balance = released.row(sales.get(6));
      released.add(balance, "BALANCE_AMOUNT", "0.01");
      planted.add("BALANCE_BREAK " + sales.get(6).payments.getFirst());
      released.keep();
      // R5: all of the later file stands a peso higher than where the earlier one ended.
      for (List<String> row : later.rows.subList(1, later.rows.size())) {
        later.add(row, "BALANCE_AMOUNT", "1.00");
      }
      for (List<String> row : List.of(later.rows.get(1), later.rows.getLast())) {
        later.add(row, "NET_CREDIT_AMOUNT", "1.00");
        later.add(row, "GROSS_AMOUNT", "1.00");
      }
      // R4: and its total two more.
      later.add(later.rows.getLast(), "NET_CREDIT_AMOUNT", "2.00");
      planted.add("BALANCE_BREAK");
      planted.add("BALANCE_BREAK");
      later.keep();

      assertThat(reports.found("--payments", "api"))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(planted);
    }
  }

  /// The cells of one kept file, on their way to be changed.
  private static final class Cells {
    private final FetchedReports reports;
    private final Path file;
    private final List<List<String>> rows = new ArrayList<>();

    Cells(FetchedReports reports, Path file) throws IOException {
      this.reports = reports;
      this.file = file;
      reports.rows(file).forEach(row -> rows.add(new ArrayList<>(row)));
    }

    private int column(String name) {
      return rows.getFirst().indexOf(name);
    }

    List<String> row(Order order) {
      return rows.stream()
          .filter(row -> row.get(column("SOURCE_ID")).equals(order.payments.getFirst()))
          .findFirst()
          .orElseThrow();
    }

    /// The rows of the same operation.
    List<List<String>> of(List<String> row) {
      int source = column("SOURCE_ID");
      return rows.stream().filter(other -> other.get(source).equals(row.get(source))).toList();
    }

    void set(List<String> row, String column, String text) {
      row.set(column(column), text);
    }

    void add(List<String> row, String column, String more) {
      set(
          row,
          column,
          new BigDecimal(row.get(column(column))).add(new BigDecimal(more)).toPlainString());
    }

    void keep() throws IOException {
      reports.tamper(file, _ -> rows);
    }
  }
}
