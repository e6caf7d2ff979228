// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.functional;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pasaje.reconciliation.KeptReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Books from everywhere, good and bad, through the command.
class ReconcileBooksTest {
  @TempDir private Path directory;

  /// Reference, total, currency of the shop's orders; those that no payment can be told from are
  /// left out.
  private final List<String[]> orders = new ArrayList<>();

  @BeforeEach
  void shop() throws Exception {
    Path book = KeptReports.write(directory.resolve("kept"), "tienda");
    settings("");
    Files.readAllLines(book).stream().skip(1).map(line -> line.split(";", -1)).forEach(orders::add);
  }

  private void settings(String books) throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        "integrations:\n  tienda:\n    site: MLA\n    product: checkout-pro\n" + books);
  }

  private Run run(String... more) {
    List<String> all = new ArrayList<>(List.of("reconcile", "--archive", "kept"));
    all.addAll(List.of(more));
    return Run.in(directory).pasaje(all.toArray(String[]::new));
  }

  private static long count(Run run, String code) {
    return run.out().lines().filter(line -> line.contains("  " + code + " ")).count();
  }

  /// The order that was overpaid, and what books without states and payment ids cannot know.
  private void asTheFile(Run run) {
    assertThat(run.exit()).as(run.all()).isEqualTo(1);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("OVERPAID", orders.size() + " known", " 0 lines unusable");
    assertThat(count(run, "AMOUNT_MISMATCH")).as(run.out()).isEqualTo(1);
  }

  @Test
  void orders_of_a_database_are_reconciled() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("shop.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table sales (ref text, total text, currency text)");
      for (String[] order : orders) {
        statement.execute(
            "insert into sales values ('%s', '%s', '%s')".formatted(order[0], order[1], order[2]));
      }
    } catch (SQLException broken) {
      throw new AssertionError(broken);
    }
    settings(
        "    orders: {jdbc: {url: \""
            + url
            + "\", query: \"select ref as reference, total,"
            + " currency from sales\"}}\n");
    asTheFile(run());
  }

  @Test
  void orders_of_woocommerce_are_reconciled_page_by_page() throws Exception {
    HttpServer shop =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> asked = new ArrayList<>();
    shop.createContext(
        "/wp-json/wc/v3/orders",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          asked.add(query);
          int page = Integer.parseInt(query.replaceFirst(".*[?&]page=(\\d+).*", "$1"));
          StringBuilder json = new StringBuilder("[");
          for (int i = (page - 1) * 100; i < Math.min(page * 100, orders.size()); i++) {
            String[] order = orders.get(i);
            json.append(json.length() == 1 ? "" : ",")
                .append(
                    "{\"id\":%d,\"number\":\"%s\",\"status\":\"processing\",\"total\":\"%s\",\"currency\":\"%s\"}"
                        .formatted(i + 1, order[0], order[1], order[2]));
          }
          byte[] body = json.append("]").toString().getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .add("X-WP-TotalPages", Integer.toString((orders.size() + 99) / 100));
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    shop.start();
    try {
      settings(
          "    orders: {woocommerce: {url: \"http://127.0.0.1:%d\", consumer-key: ck_1, consumer-secret: cs_2}}\n"
              .formatted(shop.getAddress().getPort()));
      asTheFile(run());
      assertThat(asked).hasSize((orders.size() + 99) / 100).hasSizeGreaterThan(1);
      assertThat(asked.getFirst()).contains("consumer_key=ck_1", "per_page=100");
    } finally {
      shop.stop(0);
    }
  }

  @Test
  void a_shop_that_does_not_answer_is_undetermined() throws Exception {
    settings(
        "    orders: {woocommerce: {url: \"http://127.0.0.1:1\", consumer-key: a, consumer-secret: b}}\n");
    Run none = run();
    assertThat(none.exit()).as(none.all()).isEqualTo(3);
    assertThat(none.err()).contains("http://127.0.0.1:1").doesNotContain("consumer_secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|empty, not even a heading",
        "a,b,c\\n1,2,3|the columns reference, total, currency are missing; it has a, b, c",
        "reference,currency\\n1,ARS|the columns total are missing",
      })
  void orders_without_the_columns_needed_are_refused(String text, String told) throws Exception {
    Files.writeString(directory.resolve("bad.csv"), text.replace("\\n", "\n"));
    Run bad = run("--orders", "bad.csv");
    assertThat(bad.exit()).as(bad.all()).isEqualTo(2);
    assertThat(bad.err().replaceAll("\\s+", " ")).contains("bad.csv").contains(told);
  }

  @Test
  void what_cannot_be_used_of_orders_and_bank_is_told_with_its_line() throws Exception {
    Files.writeString(
        directory.resolve("odd.csv"),
        "reference;total;currency;refunded;created_at\r\n"
            + "B-1;10.00;ARS;;2026-08-10T10:00:00Z\n"
            + "B-2;1.234,56;ARS;;\n"
            + "B-3;1,234.56;ARS;;\r"
            + "B-4;10.005;ARS;;\r\n"
            + "B-5;-1.00;ARS;;\n"
            + "B-6;5.00;ARS;;;;\n"
            + "B-1;10.00;ARS;;\n"
            + ";7.00;ARS;;\n"
            + "B-7;7.00;;;\n"
            + "B-8;8.00;ARS;algo;ayer\n"
            + "Año-9;9.00;ARS;;2026-09-10T10:00:00Z\n",
        StandardCharsets.ISO_8859_1);
    Files.writeString(
        directory.resolve("bank.csv"),
        "credited_at,amount,account\nayer,5.00,1\n2026-08-10T10:00:00Z,cinco,1\n");
    Run run = run("--orders", "odd.csv", "--bank", "bank.csv");
    String said = run.out().replaceAll("\\s+", " ");

    assertThat(run.exit()).as(run.all()).isEqualTo(1);
    assertThat(said)
        .contains("3 known", "8 lines unusable")
        .contains("odd.csv:3: \"1.234,56\" is no amount")
        .contains("odd.csv:4: \"1,234.56\" is no amount")
        .contains("odd.csv:5: \"10.005\" is no amount")
        .contains("odd.csv:6: \"-1.00\" is no amount")
        .contains("odd.csv:7: the line has 7 fields")
        .contains("odd.csv:8: order B-1 was there before")
        .contains("odd.csv:9: \"\" is no reference")
        .contains("odd.csv:10: \"\" is no currency")
        .contains("odd.csv:11: refunded \"algo\" is no amount")
        .contains("odd.csv:11: \"ayer\" is no moment")
        .contains("bank.csv:2: \"ayer\" is no moment")
        .contains("bank.csv:3: \"cinco\" is no amount");
    assertThat(run("--orders", "odd.csv", "--format", "json").out()).contains("odd.csv:3:");
    assertThat(run("--orders", "odd.csv", "--format", "html").out()).contains("odd.csv:3:");
  }

  @Test
  void the_dearest_items_come_first_in_every_run_and_are_counted_by_code() throws Exception {
    Files.writeString(
        directory.resolve("three.csv"),
        """
        reference,total,currency,created_at,status
        Z-1,1.00,ARS,2026-09-10,paid
        Z-2,900000.00,ARS,2026-09-10,paid
        Z-3,30.00,ARS,2026-09-10,paid
        """);
    Run _ = run("--orders", "three.csv");
    Run again = run("--orders", "three.csv");
    String said = again.out();

    assertThat(said).containsPattern("MISSING_IN_REPORT +3 +-900031\\.00 +ARS");
    assertThat(said.indexOf("MISSING_IN_REPORT -900000.00 ARS Z-2"))
        .isPositive()
        .isLessThan(said.indexOf("MISSING_IN_ORDERS", said.indexOf("Z-2")));
  }

  @Test
  void the_first_of_two_lines_with_one_reference_counts() throws Exception {
    Files.writeString(
        directory.resolve("two.csv"),
        """
        reference,total,currency,created_at,status
        B-1,abc,ARS,2026-09-10,paid
        B-1,10.00,ARS,2026-09-10,paid
        B-1,99.00,ARS,2026-09-10,paid
        Año-9,9.00,ARS,2026-09-10,paid
        """,
        StandardCharsets.ISO_8859_1);
    Run run = run("--orders", "two.csv", "--format", "csv");
    assertThat(run.out()).contains("10.00 ARS", "Año-9").doesNotContain("99.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A-1,\"1.500,50\",ARS",
        "A-1,abc,ARS",
        "A-1,,ARS",
        ",10.00,ARS",
        "A-1,10.00,",
        "A-1,NaN,ARS",
        "A-1,1e400,ARS",
      })
  void an_order_that_cannot_be_read_is_counted(String line) throws Exception {
    Files.writeString(
        directory.resolve("one.csv"), "reference,total,currency\nB-1,10.00,ARS\n" + line + "\n");
    Run counted = run("--orders", "one.csv", "--format", "json");
    assertThat(counted.exit()).as(counted.all()).isEqualTo(1);
    assertThat(counted.out()).contains("\"known\" : 1", "\"unusable\" : 1");
  }

  @Test
  void a_file_that_is_no_table_is_refused() throws Exception {
    Files.write(directory.resolve("noise.csv"), new byte[] {0, (byte) 0xff, 1, 2, '\n', 0, 3});
    Run noise = run("--orders", "noise.csv");
    assertThat(noise.exit()).as(noise.all()).isEqualTo(2);
    assertThat(noise.err()).contains("noise.csv");
    Run missing = run("--orders", "nowhere.csv");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.csv");
  }

  @Test
  void bank_files_are_read_or_refused() throws Exception {
    Files.writeString(directory.resolve("bank.csv"), "fecha,importe\n2026-09-01,10.00\n");
    Run columns =
        run(
            "--orders",
            "kept/pedidos.csv",
            "--terms",
            "kept/reconciliation.yaml",
            "--bank",
            "bank.csv");
    assertThat(columns.exit()).as(columns.all()).isEqualTo(2);
    assertThat(columns.err().replaceAll("\\s+", " "))
        .contains("the columns credited_at, amount are missing");
    Run missing =
        run(
            "--bank",
            "nowhere.csv",
            "--orders",
            "kept/pedidos.csv",
            "--terms",
            "kept/reconciliation.yaml");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("nowhere.csv");
    Files.writeString(
        directory.resolve("bank.csv"),
        "credited_at,amount,account\nyesterday,ten,1\n2026-09-01,10.00,1\n");
    Run some =
        run(
            "--orders",
            "kept/pedidos.csv",
            "--terms",
            "kept/reconciliation.yaml",
            "--bank",
            "bank.csv");
    assertThat(some.exit()).as(some.all()).isEqualTo(1);
    assertThat(some.out()).contains("PAYOUT_UNMATCHED");
  }
}
