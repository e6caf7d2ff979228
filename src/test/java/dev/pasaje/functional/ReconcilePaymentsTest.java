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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where `reconcile` takes payments from, which taxes it expects, and which days a file covers that
/// nobody asked for.
class ReconcilePaymentsTest {
  @TempDir private Path directory;
  private Sandbox sandbox = Sandbox.start(SandboxOptions.usual().withStart(BEGIN).withSeed(5));
  private FetchedReports reports = new FetchedReports(Path.of(""));
  private EmulatedShop shop = new EmulatedShop(sandbox, "MLA", "ARS", new Random(5));

  @BeforeEach
  void open() throws IOException {
    reports = new FetchedReports(directory);
    reports.settings(shop, "");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void now() throws IOException {
    sandbox.advance(Duration.between(sandbox.world().now(), NOW));
    shop.books(directory.resolve("orders.csv"));
  }

  private Path payments() {
    return directory.resolve("reports/tienda/payments.jsonl");
  }

  private Order sale() {
    Order order = shop.sale();
    sandbox.advance(Duration.ofHours(30));
    return order;
  }

  @Test
  void a_run_reads_anew_and_an_interrupted_one_goes_on() throws IOException {
    for (int i = 0; i < 5; i++) {
      sale();
    }
    now();
    reports.fetch();
    assertThat(reports.found("--payments", "api")).isEmpty();
    List<String> all = Files.readAllLines(payments());
    assertThat(all).hasSize(5);
    assertThat(reports.found("--payments", "api")).isEmpty();
    assertThat(Files.readAllLines(payments())).hasSize(5);

    // As if it had been killed after the first payment, with half a line written.
    Path progress = Path.of(payments() + ".progress");
    String told = Files.readString(progress);
    String first = "2026-08-03T13:00:00Z";
    Files.writeString(
        progress,
        told.replaceFirst("\"to\":\"[^\"]*\"", "\"to\":\"" + first + "\"")
            .replaceFirst("\"recent\":\\[[^\\]]*]", "\"recent\":[]"));
    Files.writeString(
        payments(),
        all.getFirst().replaceFirst("\"status\":\"approved\"", "\"status\":\"kept\"")
            + "\n{\"id\":");
    Files.writeString(
        progress,
        Files.readString(progress)
            .replaceFirst(
                "\"length\":\\d+",
                "\"length\":"
                    + (Files.readAllLines(payments())
                            .getFirst()
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                            .length
                        + 1)));
    Run on = reports.reconcile("--payments", "api");
    assertThat(on.exit()).as(on.all()).isZero();
    assertThat(Files.readString(payments())).contains("\"status\":\"kept\"").endsWith("}\n");
  }

  @Test
  void what_cannot_be_asked_is_said_and_nothing_is_lost() throws IOException {
    sale();
    now();
    reports.configure();
    assertThat(reports.reconcile("--payments", "api").err()).contains("Fetch reports with");
    reports.fetch();
    Path settings = directory.resolve("pasaje.yaml");
    String right = Files.readString(settings);
    Files.writeString(
        settings, right.replace("access-token: \"APP_USR-", "access-token: \"APP_USR-9"));
    Run refused = reports.reconcile("--payments", "api");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(3);
    assertThat(refused.err()).contains("401");
    Files.writeString(settings, right);
    assertThat(reports.found("--payments", "api")).isEmpty();

    Files.writeString(directory.resolve("bad.jsonl"), "{\"id\":1}\nno json\n");
    Run bad = reports.reconcile("--payments", "bad.jsonl");
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.err()).contains("bad.jsonl:2:1");
    Run missing = reports.reconcile("--payments", "nowhere.jsonl");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.jsonl");
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations:\n  tienda: {site: MLA, product: checkout-pro}\n");
    Run keyless = reports.reconcile("--payments", "api");
    assertThat(keyless.exit()).isEqualTo(2);
    assertThat(keyless.err()).contains("no production access token");
  }

  @Test
  void a_refund_that_the_reports_cannot_have_yet_is_not_missed() throws IOException {
    Order order = sale();
    sandbox.advance(Duration.between(sandbox.world().now(), NOW.minus(Duration.ofHours(3))));
    shop.refund(order, new BigDecimal("10.00"));
    now();
    reports.fetch();
    assertThat(reports.found()).containsExactly("REFUND_NOT_IN_REPORT " + order.reference);
    assertThat(reports.found("--payments", "api")).isEmpty();
  }

  @Test
  void what_the_account_bought_is_no_missing_sale() throws IOException {
    sale();
    now();
    reports.fetch();
    String bought =
        "{\"id\":5,\"status\":\"approved\",\"collector_id\":%s,\"transaction_amount\":10,"
            + "\"currency_id\":\"ARS\",\"external_reference\":\"x\","
            + "\"date_approved\":\"2026-09-05T10:00:00.000-04:00\"}\n";
    Files.writeString(directory.resolve("bought.jsonl"), bought.formatted("1"));
    Files.writeString(
        directory.resolve("sold.jsonl"), bought.formatted(Long.toString(shop.account.userId())));
    assertThat(reports.found("--payments", "bought.jsonl")).isEmpty();
    assertThat(reports.found("--payments", "sold.jsonl")).containsExactly("MISSING_IN_REPORT x");
  }

  @Test
  void taxes_of_a_kind_the_terms_do_not_name_are_found() throws IOException {
    Order order = sale();
    String tax =
        shop.post("/_sandbox/movements", "{\"description\":\"tax_payment_iibb\",\"amount\":-5.00}")
            .path("source_id")
            .asString();
    now();
    reports.fetch();
    reports.settings(shop, "taxes: [debitos_creditos, tax_payment_iibb]\n");
    assertThat(reports.found()).isEmpty();
    reports.settings(shop, "taxes: [debitos_creditos]\n");
    assertThat(reports.found()).containsExactly("TAX_UNEXPECTED " + tax);
    reports.settings(shop, "taxes: [sirtac, tax_payment_iibb]\n");
    assertThat(reports.found()).containsOnly("TAX_UNEXPECTED " + order.reference);
  }

  @Test
  void a_file_of_unknown_range_covers_its_inner_days_only() throws IOException {
    Order first = sale();
    for (int i = 0; i < 6; i++) {
      sale();
    }
    shop.orders.get(3).payments.clear();
    now();
    reports.fetch();
    Path given = Files.createDirectories(directory.resolve("given"));
    for (ReportFamily family : ReportFamily.values()) {
      for (Path file : reports.kept(family)) {
        Files.copy(file, given.resolve(file.getFileName()));
      }
    }
    Run dropped =
        reports.run("reports", "fetch", "--from-directory", "given", "--archive", "unknown");
    assertThat(dropped.exit()).as(dropped.all()).isZero();
    Order edge = new Order("al-borde", BigDecimal.TEN, first.created.plusSeconds(60));
    Order inner = new Order("adentro", BigDecimal.TEN, first.created.plus(Duration.ofDays(3)));
    shop.orders.addAll(List.of(edge, inner));
    shop.books(directory.resolve("orders.csv"));

    List<String> found = reports.found("--archive", "unknown");
    assertThat(found).contains("MISSING_IN_REPORT adentro", "COVERAGE_GAP");
    assertThat(found).doesNotContain("MISSING_IN_REPORT al-borde");
  }

  @Test
  void orders_are_shown_beside_what_the_reports_say_of_them() throws IOException {
    Order whole = sale();
    Order part = sale();
    shop.refund(part, new BigDecimal("10.00"));
    Order lost = sale();
    now();
    Order open = new Order("nadie", new BigDecimal("7.50"), NOW);
    shop.orders.add(open);
    shop.orders.remove(lost);
    shop.books(directory.resolve("orders.csv"));
    reports.fetch();

    Run shown =
        reports.run("reports", "show", "orders", "--orders", "orders.csv", "--format", "csv");
    assertThat(shown.exit()).as(shown.all()).isZero();
    List<String> lines = shown.out().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(1))
        .startsWith(whole.reference + "," + whole.amount + "," + whole.amount + ",0.00,-");
    assertThat(lines.get(2))
        .startsWith(part.reference + "," + part.amount + "," + part.amount + ",-10.00,-");
    assertThat(lines.get(3)).isEqualTo("nadie,7.50,0.00,0.00,0.00,0.00,0.00,0.00,ARS");
    assertThat(lines.get(4)).startsWith(lost.reference + ",," + lost.amount);
    // All is released by now, so what was earned is free.
    assertThat(lines.subList(1, 5))
        .allSatisfy(line -> {
          List<String> cells = List.of(line.split(",", -1));
          assertThat(cells.get(7)).isEqualTo(cells.get(6));
        });

    Run none = reports.run("reports", "show", "orders");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("--orders FILE");
    Run few = reports.run("reports", "show", "orders", "--orders", "orders.csv", "--most", "2");
    assertThat(few.out()).contains("2 more are not listed");
    assertThat(
            reports
                .run("reports", "show", "orders", "--orders", "orders.csv", "--format", "html")
                .out())
        .contains("nadie", "total of the order");
  }
}
