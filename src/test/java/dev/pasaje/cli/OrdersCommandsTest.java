// SPDX-License-Identifier: Apache-2.0
package dev.pasaje.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pasaje.db.Database;
import dev.pasaje.orders.OrderListener;
import dev.pasaje.orders.Orders;
import dev.pasaje.resources.ResourceKind;
import dev.pasaje.resources.ResourceRef;
import dev.pasaje.resources.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `pasaje orders …` on a store of its own.
class OrdersCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  private int columns = 100;

  private record Ran(int exit, String out, String err) {}

  private Ran run(String language, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.of(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(new byte[0]),
            false,
            Map.of("LANG", language + ".UTF-8", "COLUMNS", Integer.toString(columns)),
            directory,
            () -> NOW);
    int exit =
        Cli.run(
            arguments,
            terminal,
            "test",
            where ->
                List.of(
                    Noun.of(
                        where,
                        "orders",
                        new OrdersListCommand(where, "test"),
                        new OrdersShowCommand(where, "test"),
                        new OrdersSyncCommand(where, "test"),
                        new OrdersReleaseCommand(where, "test"))));
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Ran orders(String... arguments) {
    List<String> all = new ArrayList<>(List.of("orders"));
    all.addAll(List.of(arguments));
    return run("en_US", all.toArray(String[]::new));
  }

  @BeforeEach
  void settings() throws IOException {
    Files.writeString(
        directory.resolve("pasaje.yaml"),
        """
        integrations:
          tienda:
            site: MLA
            product: checkout-pro
            orders: { csv: orders.csv }
          otra:
            site: MLB
            product: checkout-pro
        """);
    Files.writeString(
        directory.resolve("orders.csv"),
        "reference,total,currency\nA-1,100,ARS\nA-2,20,ARS\nA-3,x,ARS\n");
  }

  private void payment(ResourceKind kind, String id, String reference, String amount) {
    try (Database database = Database.open("jdbc:sqlite:pasaje.db", directory)) {
      Orders store = new Orders(database, OrderListener.NONE, _ -> Set.of());
      ObjectNode body = JSON.createObjectNode();
      body.put("id", id).put("status", "approved").put("currency_id", "ARS");
      body.put("transaction_amount", amount).put("external_reference", reference);
      Snapshot now = new Snapshot("tienda", new ResourceRef(kind, id), 1, reference, NOW, body);
      database
          .write()
          .useTransaction(handle -> {
            handle.execute(
                "insert into resource (integration, kind, resource_id, version, hash, reference,"
                    + " read_at, body) values ('tienda', ?, ?, 1, '', ?, 0, ?)",
                kind.id(),
                id,
                reference,
                body.toString());
            store.follower().changed(handle, now, Optional.empty(), "notification", NOW);
          });
    }
  }

  @Test
  void sync_reads_the_books_counts_and_changes_nothing_the_second_time() {
    payment(ResourceKind.PAYMENT, "1", "A-1", "60");

    Ran first = orders("sync");
    Ran again = orders("sync");

    assertThat(first.out())
        .contains("tienda: 2 lines of csv read, 2 of them news, 1 unusable.")
        .contains("  partially paid: 1")
        .contains("  open: 1")
        .contains("otra: no books in the settings.");
    assertThat(first.err())
        .isEqualTo(
            "  orders.csv:4: \"x\" is no amount; write digits with a point, such as 1500.50. Left out.\n");
    assertThat(first.exit()).isZero();
    assertThat(again.out()).contains("0 of them news");
    try (Database database = Database.open("jdbc:sqlite:pasaje.db", directory)) {
      List<String> told =
          database
              .read()
              .withHandle(handle ->
                  handle
                      .createQuery("select distinct reference from outbox")
                      .mapTo(String.class)
                      .list());
      assertThat(told).as("to the shop's systems").containsExactly("A-1");
    }
  }

  @Test
  void sync_ends_with_1_while_an_order_waits_for_a_person_and_release_answers() {
    payment(ResourceKind.FRAUD_ALERT, "1", "A-1", "100");

    assertThat(orders("sync", "--integration", "tienda").exit()).isEqualTo(1);
    assertThat(orders("release", "A-1").exit()).isEqualTo(2);
    assertThat(orders("release", "A-1", "--by", " ").err()).contains("say who");

    Ran released = orders("release", "A-1", "--by", "ana");

    assertThat(released.out()).isEqualTo("A-1 is released; it is now: paid.\n");
    assertThat(released.exit()).isZero();
    assertThat(orders("release", "A-1", "--by", "ana").err()).contains("not held").hasLineCount(1);
    assertThat(orders("sync").exit()).isZero();
    assertThat(orders("show", "A-1").out())
        .contains("tienda/A-1: paid")
        .contains("Costs 100.00 ARS; paid 100.00, of which refunded 0.00.")
        .contains("Released by ana on 2026-11-24T12:00:00Z.")
        .contains("Held: Mercado Pago says to stop the shipment.")
        .contains("held: fraud alert > paid");
  }

  private static Schema schema(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(Path.of("docs/schemas/" + name + ".schema.json")), InputFormat.JSON);
  }

  @ParameterizedTest
  @CsvSource({"40", "60", "80", "120"})
  void no_line_is_wider_than_the_terminal(int width) {
    payment(ResourceKind.PAYMENT, "1", "a-rather-long-reference-of-an-order", "100");
    payment(ResourceKind.FRAUD_ALERT, "1", "a-rather-long-reference-of-an-order", "100");
    columns = width;

    assertThat(orders("list").out().lines()).allMatch(line -> line.length() <= width);
    assertThat(orders("show", "a-rather-long-reference-of-an-order").out().lines())
        .allMatch(line -> line.length() <= width);
  }

  @Test
  void a_list_comes_as_text_json_and_csv_and_can_be_filtered() throws IOException {
    payment(ResourceKind.PAYMENT, "1", "A-1", "100");
    orders("sync");

    assertThat(orders("list").out()).contains("A-1", "A-2", "paid", "open");
    assertThat(orders("list", "--state", "PAID").out()).contains("A-1").doesNotContain("A-2");
    assertThat(orders("list", "--integration", "otra").out())
        .isEqualTo("No order is known that fits.\n");
    assertThat(orders("list", "--most", "1", "--format", "csv").out()).hasLineCount(2);
    String listed = orders("list", "--format", "json", "--state", "paid").out();
    assertThat(schema("orders").validate(listed, InputFormat.JSON)).isEmpty();
    assertThat(
            schema("orders")
                .validate(listed.replace("\"refunded\"", "\"given\""), InputFormat.JSON))
        .isNotEmpty();
    JsonNode json = JSON.readTree(listed);
    assertThat(json.at("/schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.at("/orders/0/reference").asString()).isEqualTo("A-1");
    assertThat(json.at("/orders/0/paid").stringValue()).isEqualTo("100.00");
    String one = orders("show", "A-1", "--format", "json").out();
    assertThat(schema("order").validate(one, InputFormat.JSON)).isEmpty();
    JsonNode shown = JSON.readTree(one);
    assertThat(shown.at("/order/state").asString()).isEqualTo("paid");
    assertThat(shown.at("/timeline").size()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"es_AR,pagada", "pt_BR,pago", "en_US,paid"})
  void people_read_it_in_their_language(String language, String paid) {
    payment(ResourceKind.PAYMENT, "1", "A-1", "100");

    assertThat(run(language, "orders", "list").out()).contains(paid);
    assertThat(run(language, "orders", "show", "A-1").out()).contains("A-1: " + paid);
  }

  @Test
  void a_reference_steers_no_terminal_and_is_no_formula() {
    payment(ResourceKind.PAYMENT, "1", "=1+1\u001b[31m", "100");

    assertThat(orders("list").out()).doesNotContain("\u001b");
    assertThat(orders("list", "--format", "csv").out()).contains("'=1+1").doesNotContain("\u001b");
  }

  @Test
  void bad_input_is_one_clear_line_each() throws IOException {
    assertThat(orders("show", "nobody").err()).contains("nobody").hasLineCount(1);
    assertThat(orders("show", "nobody").exit()).isEqualTo(2);
    assertThat(orders("list", "--state", "happy").err()).contains("partially-paid").hasLineCount(1);
    assertThat(orders("list", "--most", "0").exit()).isEqualTo(2);
    assertThat(orders("list", "--format", "html").exit()).isEqualTo(2);
    assertThat(orders("list", "--integration", "nobody").exit()).isEqualTo(2);
    Files.delete(directory.resolve("orders.csv"));
    assertThat(orders("sync").err()).contains("there is no such file").hasLineCount(1);
    assertThat(orders("sync").exit()).isEqualTo(2);
  }
}
